using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// A new SYN, or a late packet, met what was left of an older connection on the same addresses and ports. On the wire: the SYN is answered by a bare ACK with old numbers, which the
/// client resets; or after both FINs a stray packet draws an ACK from TIME-WAIT, which the closed end resets (RFC 1337, RFC 6191; Linux <c>tcp_timewait_state_process</c>).
/// </summary>
public sealed class TimeWait : Cause
{
    public override ResetKinds Kinds => ResetKinds.Reply | ResetKinds.AnySide | ResetKinds.AnyPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        if (scene.IsOneWay && ContinuesEarlierConnection(scene))
        {
            findings.For(Strong, new Clue("reset-at-older-number", $"the client's reset stands at a number of the connection that used the same addresses and ports before: its SYN drew an answer of that one", scene.Client.Syn!.Packet, scene.Reset.Packet));
            if (EarlierConnection(scene) is { Closed: true } before)
            {
                findings.For(Strong, new Clue("ports-used-before", $"that connection was closed {Durations.Text(before.AgeSeconds)} before", scene.Client.Syn.Packet));
            }
        }

        if (scene.Shape != ResetShape.Reply || scene.Trigger is not { } trigger)
        {
            return;
        }

        if (scene.Sender == Side.Client && scene.Client.Syn is { } syn && scene.Server.SynAck is null && trigger.IsPureAck)
        {
            findings.For(Strong, new Clue("ack-answers-syn", $"the SYN was answered by an ACK (packet {trigger.Packet}) with numbers of an older connection", syn.Packet, trigger.Packet, scene.Reset.Packet));
            if (EarlierConnection(scene) is { } earlier)
            {
                findings.For(earlier.Closed ? Strong : Medium, new Clue("ports-used-before", earlier.Closed
                    ? $"the same addresses and ports carried a connection that was closed {Durations.Text(earlier.AgeSeconds)} before"
                    : $"the same addresses and ports carried a connection until {Durations.Text(earlier.AgeSeconds)} before", syn.Packet));
            }

            if (OpeningAfter(scene) is { } retry)
            {
                findings.For(Weak, new Clue("connected-after-all", $"the client tried again in packet {retry.Packet}, {Durations.Text(retry.Time.SecondsSince(scene.Reset.Time))} after its reset", scene.Reset.Packet, retry.Packet));
            }
        }
        else if (scene.FromSender.Fin is { } fin && scene.FromReceiver.Fin is { } peerFin && scene.FromSender.Acked is { } acked && acked.IsAtOrAfter(peerFin.End) && trigger.IsPureAck && trigger.Packet > Math.Max(fin.Packet, peerFin.Packet))
        {
            findings.For(Strong, new Clue("stray-after-close", $"both ends had closed; packet {trigger.Packet} is the answer of TIME-WAIT to a stray packet, and met no connection any more", fin.Packet, peerFin.Packet, trigger.Packet, scene.Reset.Packet));
            if (Aftermath.AnotherConnection(scene) is { } next)
            {
                findings.For(Strong, new Clue("ports-used-again", $"packet {next.Packet} belongs to another connection on the same ports, whose SYN was not captured: it was that SYN which TIME-WAIT answered", scene.Reset.Packet, next.Packet));
            }
            else if (StrayBefore(scene, trigger) is { } stray)
            {
                findings.For(Medium, new Clue("stray-segment", $"packet {stray.Packet} repeats what had been acknowledged before", stray.Packet));
            }
        }
    }

    public override SentBy SenderIn(ResetScene scene) => SenderInference.SideOf(scene.Sender);

    public override Harm HarmIn(ResetScene scene) =>
        scene.FromSender.Fin is not null && scene.FromReceiver.Fin is not null && Aftermath.AnotherConnection(scene) is null ? Harm.Benign : Harm.Harmful;

    public override string Tell(ResetScene scene) => scene.Client.Syn is not null && scene.Server.SynAck is null || Aftermath.AnotherConnection(scene) is not null
        ? "The client reused its port while the server still held the older connection. The server answered the SYN with that connection's numbers, and the client reset them."
        : "A stray packet arrived after both ends had closed. TIME-WAIT answered it, and the other end, which knew nothing any more, reset that answer.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.Look(Side.Server, "see what is left of older connections of this client.", $"ss -tano state time-wait dst {scene.Trace.ClientAddress}; nstat -az TcpExtTCPChallengeACK TcpExtTW"),
    ];

    /// <summary>The reset that follows a lone SYN stands where the earlier connection of these ports had come to: what drew it acknowledged that one.</summary>
    internal static bool ContinuesEarlierConnection(ResetScene scene)
    {
        if (scene is not { Shape: ResetShape.Reply, Sender: Side.Client, Client: { Syn: { } syn, Acked: null } } || scene.Reset.SequenceNumber == syn.End
            || scene.Context.FlowBefore(scene.Trace.Flow) is not { } flow)
        {
            return false;
        }

        FlowRecord record = scene.Context.Flow(flow);
        FlowSide client = scene.Trace.ClientIsLow ? record.Low : record.High;
        return client.Packets > client.Resets && Math.Abs((long)scene.Reset.SequenceNumber.DistanceFrom(client.End)) <= ushort.MaxValue;
    }

    private static (bool Closed, double AgeSeconds)? EarlierConnection(ResetScene scene)
    {
        if (scene.Context.FlowBefore(scene.Trace.Flow) is not { } flow)
        {
            return null;
        }

        FlowRecord record = scene.Context.Flow(flow);
        bool closed = (record.Low.Flags & record.High.Flags & TcpFlags.Fin) != 0;
        return (closed, Math.Max(0, scene.Trace.Record.First.SecondsSince(record.Last)));
    }

    private static Segment? OpeningAfter(ResetScene scene)
    {
        foreach (Segment segment in scene.After)
        {
            if (segment.IsSyn || segment.IsSynAck)
            {
                return segment;
            }
        }

        return null;
    }

    private static Segment? StrayBefore(ResetScene scene, Segment trigger)
    {
        for (int i = scene.Before.Count - 1; i >= 0; i--)
        {
            Segment segment = scene.Before[i];
            if (segment.Packet < trigger.Packet && segment.From == scene.Sender)
            {
                return segment.HasPayload || segment.IsFin ? segment : null;
            }
        }

        return null;
    }
}
