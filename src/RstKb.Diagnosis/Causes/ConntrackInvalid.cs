using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// A NAT stopped translating: conntrack took a packet for invalid or had lost its entry, the server's packet reached the client under the server's own address, and the client's kernel reset the
/// stranger. On the wire: a flow without a SYN to the client's port whose numbers continue another flow of the same port (<c>nf_conntrack_proto_tcp.c</c>; kube-proxy's known case).
/// </summary>
public sealed class ConntrackInvalid : Cause
{
    /// <summary>
    /// Numbers of one connection lie within its window of each other, 16 MiB with Linux's largest default buffers; those of two strangers are as near
    /// in both directions by one chance in ten thousand.
    /// </summary>
    private const int Neighbourhood = 1 << 24;

    public override ResetKinds Kinds => ResetKinds.Reply | ResetKinds.Foreign | ResetKinds.AnySide | ResetKinds.AnyPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        if (scene.Shape is ResetShape.Refusal or ResetShape.Abort)
        {
            return;
        }

        if (scene.Client.Syn is null && scene.Server.SynAck is null && (FindTwin(scene, Side.Client) ?? FindTwin(scene, Side.Server)) is { } twin)
        {
            findings.For(Strong, new Clue("twin-flow", $"the numbers continue flow {twin}, which has the same address and port at one end and another address at the other: one connection under two names", scene.Reset.Packet));
            findings.For(Strong, new Clue("no-handshake", "this pair of addresses never exchanged a SYN; only a missing translation makes them meet", scene.Reset.Packet));
        }
        else if (AnsweredUnderAnotherName(scene) is { } answered)
        {
            findings.For(Strong, answered);
            if (Aftermath.TookEffect(scene) == false || Aftermath.SenderWentOn(scene).Any())
            {
                findings.For(Strong, new Clue("both-know-the-connection", $"the {scene.Sender.Word()} went on with the connection: it reset the packet, which had reached it under another name, and not the connection", scene.Reset.Packet));
            }
        }
        else if (UntranslatedTwinWasReset(scene) is { } earlier)
        {
            findings.For(Strong, new Clue("twin-was-reset", $"flow {earlier} carried packets of this connection under an untranslated address and was reset before", scene.Reset.Packet));
        }
    }

    public override SentBy SenderIn(ResetScene scene) => SenderInference.SideOf(scene.Sender);

    public override string Tell(ResetScene scene) =>
        "A NAT on the path stopped translating this connection. A packet arrived under its untranslated address, and the host reset a connection that it does not know under that name.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        new NextStep("On the NAT (the node, for Kubernetes): see whether conntrack counts invalid packets, and let it say which.", "sudo conntrack -S | grep -o 'invalid=[0-9]*'; sudo sysctl -w net.netfilter.nf_conntrack_log_invalid=6; dmesg -w | grep nf_ct"),
        new NextStep("See whether the remedy is in place.", "sysctl net.netfilter.nf_conntrack_tcp_be_liberal"),
    ];

    private static int? FindTwin(ResetScene scene, Side shared)
    {
        NetworkAddress address = scene.Trace.Address(shared);
        ushort port = scene.Trace.Port(shared);
        foreach (int flow in scene.Context.Twins.Of(address, port, scene.Trace.Flow))
        {
            ref readonly FlowRecord record = ref scene.Context.Flow(flow);
            FlowKey key = scene.Context.Key(flow);
            bool sharedIsLow = key.LowAddress == address && key.LowPort == port;
            bool samePair = (sharedIsLow ? key.HighAddress : key.LowAddress) == scene.Trace.Address(shared.Other());
            if (samePair && record.Low.Bytes + record.High.Bytes == 0)
            {
                // A scanner tries many ports of one host from one port, all with one number.
                continue;
            }

            if (NumbersContinue(scene, shared, sharedIsLow ? record.Low : record.High, sharedIsLow ? record.High : record.Low))
            {
                return flow;
            }
        }

        return null;
    }

    private static bool NumbersContinue(ResetScene scene, Side shared, in FlowSide own, in FlowSide other)
    {
        if (!own.HasBase || !other.HasBase || own.Ttl == 0)
        {
            return false;
        }

        if (scene.IsOneWay)
        {
            // The reset alone was captured; its number is what the stranger acknowledged.
            return scene.Sender == shared && scene.FromSender.Packets == 0 && Math.Abs((long)scene.Reset.SequenceNumber.DistanceFrom(own.End)) <= ushort.MaxValue;
        }

        SideView stranger = scene.Sender == shared ? scene.FromReceiver : scene.FromSender;
        return stranger is { Last: { } last, Acked: { } acked }
            && Near(last.SequenceNumber, other.Ttl == 0 ? other.Base : other.End) && Near(acked, own.End);
    }

    /// <summary>
    /// The reset repeats an acknowledgment of bytes that its sender had never sent. In an open connection such a packet draws a challenge ACK (RFC 9293 3.10.7.4); a reset of just this number
    /// comes from a stack that did not find the connection, because the packet had lost its translation.
    /// </summary>
    private static Clue? AnsweredUnderAnotherName(ResetScene scene) =>
        scene.Shape == ResetShape.Reply && scene.HandshakeComplete && scene.HasPayload && scene.FromSender.Fin is null && scene.Trigger is { } trigger && scene.FromSender.End is { } end
            && trigger.AcknowledgmentNumber.IsAfter(end) && trigger.AcknowledgmentNumber.DistanceFrom(end) > ushort.MaxValue
            ? new Clue("answered-as-unknown", $"packet {trigger.Packet} acknowledges {trigger.AcknowledgmentNumber.DistanceFrom(end):N0} bytes that the {scene.Sender.Word()} never sent, and the reset repeats this number: it was answered by a stack that did not know the connection", trigger.Packet, scene.Reset.Packet)
            : null;

    private static bool Near(SequenceNumber a, SequenceNumber b) => Math.Abs((long)a.DistanceFrom(b)) < Neighbourhood;

    private static int? UntranslatedTwinWasReset(ResetScene scene)
    {
        foreach (int flow in scene.Context.Twins.Of(scene.Trace.ClientAddress, scene.Trace.ClientPort, scene.Trace.Flow))
        {
            ref readonly FlowRecord record = ref scene.Context.Flow(flow);
            bool noHandshake = !record.Low.HasSyn && !record.High.HasSyn && !record.Low.HasSynAck && !record.High.HasSynAck;
            FlowKey key = scene.Context.Key(flow);
            bool clientIsLow = key.LowAddress == scene.Trace.ClientAddress && key.LowPort == scene.Trace.ClientPort;
            bool byClient = record.HasReset && record.ResetFromLow == clientIsLow;
            if (noHandshake && byClient && record.ResetTime.CompareTo(scene.Reset.Time) < 0)
            {
                ref readonly FlowSide stranger = ref clientIsLow ? ref record.High : ref record.Low;
                if (scene.Server.End is { } end && stranger.Ttl != 0 && Near(stranger.End, end))
                {
                    return flow;
                }
            }
        }

        return null;
    }
}
