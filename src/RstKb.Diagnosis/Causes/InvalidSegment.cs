using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// A segment with numbers that are impossible in the connection's state drew a reset, or a reset with wrong numbers came and was ignored (RFC 9293 3.5.2 group 2 and 3.10.7, RFC 5961;
/// Linux <c>tcp_rcv_synsent_state_process</c>, <c>tcp_check_req</c>, <c>tcp_validate_incoming</c>).
/// </summary>
public sealed class InvalidSegment : Cause
{
    public override void Examine(ResetScene scene, Findings findings)
    {
        if (WithoutAck(scene) is { } stray)
        {
            findings.For(Strong, stray);
            return;
        }

        if (WrongAcknowledgment(scene) is { } wrong)
        {
            findings.For(Strong, wrong);
            findings.For(Medium, ShapeClues.Shape(scene));
            if (scene.After.From(scene.Sender).Any(s => !s.IsRst))
            {
                findings.For(Weak, new Clue("sender-still-open", $"the {scene.Sender.Word()} went on with the connection attempt: it refused one packet only", scene.Reset.Packet));
            }

            return;
        }

        bool lived = Aftermath.TookEffect(scene) == false;
        string acceptable = Acceptance.Of(scene);
        if (acceptable is "window" or "outside" && scene.HasPayload && scene.SequenceOffset is { } offset && scene.Shape != ResetShape.Abort && scene.FromSender.Fin is null
            && !(scene.Shape == ResetShape.Reply && scene.Trigger is not null))
        {
            string place = acceptable == "window" ? "inside the window but not at the expected number" : "outside the window";
            // A reply to a segment that the capture missed may lie before the expected number; one that runs ahead answers nothing.
            Strength worth = lived ? Strong : offset < 0 && scene.Shape == ResetShape.Reply ? Weak : Medium;
            findings.For(worth, new Clue("wrong-number", $"the reset lies {Math.Abs((long)offset):N0} bytes {(offset < 0 ? "before" : "behind")} the expected sequence number, {place}", scene.Reset.Packet));
            if (lived)
            {
                findings.For(Strong, new Clue("connection-survived", "both ends went on after it: it had no effect", [scene.Reset.Packet, .. scene.After.Where(s => !s.IsRst).Select(s => s.Packet).Take(3)]));
            }

            int more = scene.ResetsOfSender.Select(r => r.SequenceNumber).Distinct().Count();
            if ((BlindResetAttack.Hit(scene) ?? BlindResetAttack.LongSweep(scene)) is { } hit)
            {
                findings.Against(Strong, hit);
            }
            else if (more > 1)
            {
                findings.For(Medium, new Clue("several-numbers", $"resets came with {more} different sequence numbers: somebody is guessing", [.. scene.ResetsOfSender.Select(r => r.Packet).Take(5)]));
            }
        }
    }

    /// <summary>Who refuses a wrong acknowledgment or a stray segment is the end itself: nobody else knows that it is wrong.</summary>
    public override SentBy SenderIn(ResetScene scene) => WrongAcknowledgment(scene) is null && WithoutAck(scene) is null ? base.SenderIn(scene) : SenderInference.SideOf(scene.Sender);

    public override Harm HarmIn(ResetScene scene) => Aftermath.TookEffect(scene) == false ? Harm.Unknown : Harm.Harmful;

    public override string Tell(ResetScene scene) => WithoutAck(scene) is not null
        ? $"The {scene.Receiver.Word()} sent a segment with neither SYN nor ACK, which belongs to no connection. The {scene.Sender.Word()} refused it."
        : WrongAcknowledgment(scene) is not null
        ? $"The {scene.Receiver.Word()} acknowledged a number that the {scene.Sender.Word()} had never sent. TCP answers that with a reset of exactly this number."
        : Aftermath.TookEffect(scene) == false
            ? "This reset has wrong numbers and had no effect: both ends went on."
            : "This reset has numbers that its receiver does not expect.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        new NextStep("Capture on both sides of the suspected device and compare the sequence numbers: one that rewrites them in one direction only breaks connections so.", $"tshark -r FILE -o tcp.relative_sequence_numbers:FALSE -T fields -e frame.number -e tcp.seq_raw -e tcp.ack_raw -Y 'tcp.port == {scene.Trace.ClientPort}'"),
        Settling.Counter(scene, "TCPChallengeACK|TCPSYNChallenge|PAWSActive", "Challenge ACKs grow where segments with wrong numbers arrive."),
    ];

    /// <summary>
    /// A segment with neither SYN nor ACK, answered by the reset that RFC 9293 3.10.7.1 asks for: sequence number 0, acknowledging the segment's end. Every segment of an
    /// open connection carries an ACK (RFC 9293 3.1).
    /// </summary>
    private static Clue? WithoutAck(ResetScene scene)
    {
        if (scene.Reset is not { HasAck: true, Window: 0, SequenceNumber.Value: 0 })
        {
            return null;
        }

        foreach (Segment segment in scene.Before)
        {
            if (segment.From == scene.Receiver && (segment.Flags & (TcpFlags.Syn | TcpFlags.Ack | TcpFlags.Rst)) == 0 && segment.End == scene.Reset.AcknowledgmentNumber)
            {
                return new Clue("segment-without-ack", $"packet {segment.Packet} has neither SYN nor ACK: no open connection sends such a segment, and the reset answers just this one", segment.Packet, scene.Reset.Packet);
            }
        }

        return null;
    }

    /// <summary>The handshake's answer, or its third packet, acknowledges something else than it should.</summary>
    private static Clue? WrongAcknowledgment(ResetScene scene)
    {
        if (scene.IsOneWay && scene is { Shape: ResetShape.Reply, Sender: Side.Client, Client: { Syn: { } ownSyn, Acked: null } } && scene.Reset.SequenceNumber != ownSyn.End
            && !TimeWait.ContinuesEarlierConnection(scene))
        {
            return new Clue("wrong-acknowledgment", $"the client reset something that acknowledged {scene.Reset.SequenceNumber}; its SYN would be {ownSyn.End}", ownSyn.Packet, scene.Reset.Packet);
        }

        if (scene.Shape != ResetShape.Reply || scene.Trigger is not { } trigger)
        {
            return null;
        }

        if (scene.Sender == Side.Client && trigger.IsSynAck && scene.Client.Syn is { } syn && trigger.AcknowledgmentNumber != syn.End)
        {
            return new Clue("wrong-acknowledgment", $"the SYN-ACK (packet {trigger.Packet}) acknowledges {trigger.AcknowledgmentNumber}, the SYN would be {syn.End}", syn.Packet, trigger.Packet, scene.Reset.Packet);
        }

        // A server that acknowledged payload had taken the third packet; what was acknowledged beyond it the capture missed.
        bool taken = scene.Client.Syn is { } first && scene.Server.Acked is { } acked && acked.IsAfter(first.End);
        bool handshake = scene.Sender == Side.Server && scene.Server.SynAck is not null && scene.Server.Bytes == 0 && !taken;
        return handshake && trigger.HasAck && scene.Server.SynAck is { } synAck && trigger.AcknowledgmentNumber != synAck.End && scene.Server.Fin is null
            ? new Clue("wrong-acknowledgment", $"packet {trigger.Packet} acknowledges {trigger.AcknowledgmentNumber}, the SYN-ACK would be {synAck.End}", synAck.Packet, trigger.Packet, scene.Reset.Packet)
            : null;
    }
}
