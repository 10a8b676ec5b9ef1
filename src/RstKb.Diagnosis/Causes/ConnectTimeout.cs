using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// The client gave up connecting; the SYN-ACK came too late and met no socket. On the wire: SYN, perhaps repeated, a late SYN-ACK, and at once a bare RST at the SYN-ACK's
/// acknowledgment number; never the ACK of the handshake (closing in SYN-SENT sends nothing; reason NO_SOCKET).
/// </summary>
public sealed class ConnectTimeout : Cause
{
    /// <summary>No path on earth needs this long; somebody waited.</summary>
    private const double LateSeconds = 0.9;

    public override ResetKinds Kinds => ResetKinds.Reply | ResetKinds.ByClient | ResetKinds.WithoutPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        if (scene.IsOneWay)
        {
            FromOneSide(scene, findings);
            return;
        }

        if (scene.Shape != ResetShape.Reply || scene.Sender != Side.Client || scene.HasPayload || scene.Trigger is not { IsSynAck: true } synAck
            || scene.Client.Syn is not { } syn || scene.Client.Acked is not null || synAck.AcknowledgmentNumber != syn.End)
        {
            return;
        }

        double wait = synAck.Time.SecondsSince(syn.Time);
        findings.For(Weak, ShapeClues.Shape(scene));
        if (wait >= LateSeconds)
        {
            findings.For(Strong, new Clue("late-syn-ack", $"the SYN-ACK came {Durations.Text(wait)} after the first SYN, and the client had no socket for it any more", syn.Packet, synAck.Packet, scene.Reset.Packet));
        }
        else
        {
            findings.Against(Weak, new Clue("prompt-syn-ack", $"the SYN-ACK came {Durations.Text(wait)} after the SYN", syn.Packet, synAck.Packet));
        }

        findings.For(Medium, SynRepeated(scene));
        int answers = scene.Before.HowMany(s => s.IsSynAck);
        if (answers > 1)
        {
            findings.For(Medium, new Clue("syn-ack-unheard", $"the server sent its SYN-ACK {answers} times before the client answered", [.. scene.Before.Where(s => s.IsSynAck).Select(s => s.Packet).Take(4)]));
        }

        findings.For(Medium, QuotedErrorClues.Unreachable(scene, Side.Client));

        if (syn.Options is { SackPermitted: true, HasTimestamps: true })
        {
            findings.For(Medium, new Clue("full-syn-options", "the SYN carries the options of an operating system's own stack, not a scanner's", syn.Packet));
        }

        if (TtlClues.Difference(scene) is { } difference && Math.Abs(difference) > 1)
        {
            findings.Against(Medium, TtlClues.Differs(scene));
        }
    }

    /// <summary>The SYN-ACK was not captured; the reset's number says that one came.</summary>
    private static void FromOneSide(ResetScene scene, Findings findings)
    {
        if (scene.Shape != ResetShape.Reply || scene.HasPayload || scene.Client.Syn is not { } syn || scene.Client.Acked is not null || scene.Reset.SequenceNumber != syn.End)
        {
            return;
        }

        double wait = scene.Reset.Time.SecondsSince(syn.Time);
        if (wait >= LateSeconds)
        {
            findings.For(Strong, new Clue("late-syn-ack", $"the client reset an answer to its SYN {Durations.Text(wait)} after the first one: it had no socket for it any more", syn.Packet, scene.Reset.Packet));
        }
        else
        {
            findings.Against(Weak, new Clue("prompt-syn-ack", $"the answer to the SYN was reset {Durations.Text(wait)} after it", syn.Packet, scene.Reset.Packet));
        }

        findings.For(Medium, SynRepeated(scene));
        findings.For(Medium, QuotedErrorClues.Unreachable(scene, Side.Client));

        if (syn.Options is { SackPermitted: true, HasTimestamps: true })
        {
            findings.For(Medium, new Clue("full-syn-options", "the SYN carries the options of an operating system's own stack, not a scanner's", syn.Packet));
        }
    }

    private static Clue? SynRepeated(ResetScene scene)
    {
        int tries = scene.Before.HowMany(s => s.IsSyn);
        return tries > 1 ? new Clue("syn-repeated", $"the client sent its SYN {tries} times", [.. scene.Before.Where(s => s.IsSyn).Select(s => s.Packet)]) : null;
    }

    public override SentBy SenderIn(ResetScene scene) => SentBy.Client;

    public override string Tell(ResetScene scene) =>
        "The client had given up connecting before the server's answer arrived. The late SYN-ACK met a closed socket.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.Look(Side.Client, "compare the connect timeout of the application with the wait.", "nstat -az TcpExtTCPSynRetrans TcpAttemptFails"),
        Settling.Look(Side.Server, "see whether the listener drops SYNs.", $"ss -ltn 'sport = :{scene.Trace.ServerPort}'; nstat -az TcpExtListenDrops TcpExtListenOverflows"),
    ];
}
