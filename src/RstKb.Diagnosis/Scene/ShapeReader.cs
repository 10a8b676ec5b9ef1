using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Scene;

/// <summary>Tells how a RST is built from its header and from what its sender had sent before.</summary>
internal static class ShapeReader
{
    private const ushort MptcpResetOptions = 1 << 6 | 1 << 7 | 1 << 8;

    public static ResetShape Read(ResetScene scene)
    {
        bool carriesMptcp = (scene.Reset.Options.MptcpSubtypes & MptcpResetOptions) != 0;
        return scene.Reset.HasAck ? WithAck(scene, carriesMptcp) : Bare(scene, carriesMptcp);
    }

    private static ResetShape Bare(ResetScene scene, bool carriesMptcp)
    {
        var reset = scene.Reset;
        bool empty = reset.Window == 0 && reset.AcknowledgmentNumber.Value == 0 && (!reset.HasPayload || scene.Trace.ResetText is not null);
        bool noOptions = reset.HeaderBytes == 20 || carriesMptcp || reset.Options.IsSigned;
        return empty && noOptions ? ResetShape.Reply : ResetShape.Foreign;
    }

    private static ResetShape WithAck(ResetScene scene, bool carriesMptcp)
    {
        var reset = scene.Reset;
        if (scene.FromSender.End is not { } sent)
        {
            if (scene.FromReceiver is { Acked: { } expected, Syn: null } && reset.SequenceNumber == expected && scene.FromReceiver.End is { } known && !reset.AcknowledgmentNumber.IsAfter(known))
            {
                // The capture began after the sender's last packet; its peer's acknowledgments tell where it stood.
                return TimestampsFit(scene) ? ResetShape.Abort : ResetShape.Foreign;
            }

            bool acknowledgesSyn = scene.FromReceiver.Syn is { } syn && reset.AcknowledgmentNumber == syn.End;
            bool alone = scene.FromReceiver.Packets == 0 && reset.SequenceNumber.Value == 0;
            return (acknowledgesSyn || alone) && reset.Window == 0 && reset.HeaderBytes == 20 ? ResetShape.Refusal : ResetShape.Foreign;
        }

        if (carriesMptcp)
        {
            return ResetShape.Abort;
        }

        if (ComesFromElsewhere(scene) || AcknowledgesWhatCannotHaveArrived(scene) || ClosesAnOpenWindow(scene) || BreaksTheSocketsCount(scene))
        {
            return ResetShape.Foreign;
        }

        return TimestampsFit(scene) && AcknowledgmentFits(scene) && SequenceFits(scene, sent) ? ResetShape.Abort : ResetShape.Foreign;
    }

    /// <summary>A socket's packets all travel the same way; a path may move by a few hops, no more.</summary>
    private static bool ComesFromElsewhere(ResetScene scene)
    {
        if (scene.FromSender.Packets < FewestForTtl)
        {
            return false;
        }

        foreach (Segment segment in scene.Before)
        {
            if (segment.From == scene.Sender && !segment.IsRst && Math.Abs(segment.Ttl - scene.Reset.Ttl) <= MostHopsMoved)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Linux writes the socket's window into an abort (<c>tcp_send_active_reset</c>); it is 0 only where what has come since can have filled it.</summary>
    private static bool ClosesAnOpenWindow(ResetScene scene)
    {
        if (scene.Reset.Window != 0 || !scene.FromSender.IsLinux || scene.FromSender.LastScaled is not { Window: > 0 } last)
        {
            return false;
        }

        long room = (long)last.Window << (scene.FromSender.WindowScale ?? 0);
        long came = scene.FromReceiver.End is { } end && last.HasAck ? end.DistanceFrom(last.AcknowledgmentNumber) : 0;
        return came < room / 2;
    }

    /// <summary>A stack that gives its sockets' packets an IPv4 identification gives one to their RST as well; 0 is for packets that no socket sent.</summary>
    private static bool BreaksTheSocketsCount(ResetScene scene)
    {
        int identified = 0;
        for (int i = scene.Before.Count - 1; i >= 0 && identified < FewestForTtl; i--)
        {
            Segment segment = scene.Before[i];
            if (segment.From == scene.Sender && !segment.IsRst && (segment.Flags & TcpFlags.Syn) == 0)
            {
                if (segment.IpId == 0)
                {
                    return false;
                }

                identified++;
            }
        }

        return scene.Reset is { IsIPv6: false, IpId: 0 } && identified >= FewestForTtl;
    }

    /// <summary>The RST acknowledges payload that passed the capture point less than half of the sender's shortest reply ago: its socket did not have it yet.</summary>
    private static bool AcknowledgesWhatCannotHaveArrived(ResetScene scene) =>
        scene.SenderReplySeconds is { } reply && reply >= ShortestUsefulReplySeconds && NewlyAcknowledged(scene) is { } payload
        && scene.Reset.Time.SecondsSince(payload.Time) is var delay && delay >= 0 && delay < reply / 2;

    /// <summary>The receiver's payload that ends where the RST acknowledges, sent for the first time and not acknowledged before.</summary>
    internal static Segment? NewlyAcknowledged(ResetScene scene)
    {
        if (scene.FromSender.Acked is { } acked && acked.IsAtOrAfter(scene.Reset.AcknowledgmentNumber))
        {
            return null;
        }

        foreach (Segment segment in scene.Before)
        {
            if (segment.From == scene.Receiver && segment.HasPayload && segment.End == scene.Reset.AcknowledgmentNumber)
            {
                return segment;
            }
        }

        return null;
    }

    private const int FewestForTtl = 2;
    private const int MostHopsMoved = 4;

    /// <summary>Below this a round trip is too short to tell a near device from the end.</summary>
    internal const double ShortestUsefulReplySeconds = 0.002;

    /// <summary>BSD stacks leave the timestamps out of a RST (<c>tcp_output</c>, TH_RST); only of Linux they can be demanded.</summary>
    private static bool TimestampsFit(ResetScene scene)
    {
        bool seen = scene.FromSender.Packets > 0 ? scene.TimestampsNegotiated : scene.FromReceiver.SentTimestamps;
        bool demanded = seen && (scene.FromSender.IsLinux || !scene.HandshakeSeen);
        return !demanded || scene.Reset.CarriesTimestamps;
    }

    /// <summary>It acknowledges nothing that was not sent, unless the capture missed what it acknowledges: then the sender's own packets had acknowledged it before.</summary>
    private static bool AcknowledgmentFits(ResetScene scene) =>
        scene.FromReceiver.End is not { } received || !scene.Reset.AcknowledgmentNumber.IsAfter(received)
        || scene.FromSender.Acked == scene.Reset.AcknowledgmentNumber || WasWrittenByTheSocket(scene) && scene.Reset.AcknowledgmentNumber.DistanceFrom(received) <= MostMissed;

    /// <summary>
    /// An abort stands at the end of everything sent, or, where the peer's window is closed, at the window's right edge
    /// (<c>tcp_acceptable_seq</c>), which is below it.
    /// </summary>
    private static bool SequenceFits(ResetScene scene, SequenceNumber sent)
    {
        SequenceNumber number = scene.Reset.SequenceNumber;
        if (number == sent)
        {
            return true;
        }

        if (number.IsBefore(sent))
        {
            return scene.FromReceiver.Acked is { } acked && number.IsAtOrAfter(acked)
                && (scene.Reset.CarriesTimestamps == scene.TimestampsNegotiated || number == acked + PeersWindow(scene));
        }

        // Ahead of what was captured: the peer had acknowledged it all the same, or the RST bears its socket's handwriting.
        return scene.FromReceiver.Acked == number || WasWrittenByTheSocket(scene) && number.DistanceFrom(sent) <= MostMissed;
    }

    /// <summary>What the peer's last window leaves room for, in bytes.</summary>
    private static int PeersWindow(ResetScene scene) =>
        scene.FromReceiver.LastScaled is { } last ? last.Window << (scene.FromReceiver.WindowScale ?? 0) : 0;

    /// <summary>
    /// The RST carries the flow's timestamps, no earlier than the sender's last and echoing one of the peer's, at the sender's own TTL. A forger who copied all this would copy the sequence
    /// number as well, so a number that runs ahead was missed by the capture and not guessed.
    /// </summary>
    private static bool WasWrittenByTheSocket(ResetScene scene) =>
        scene.Reset.Options.HasTimestamps && scene.FromSender.Last is { Options.HasTimestamps: true } last && last.Ttl == scene.Reset.Ttl
        && (int)(scene.Reset.Options.TimestampValue - last.Options.TimestampValue) >= 0
        && (scene.Reset.IsIPv6 || (ushort)(scene.Reset.IpId - last.IpId) is > 0 and <= MostMissedPackets);

    /// <summary>Bytes that a capture may have missed right before the RST.</summary>
    private const int MostMissed = 1 << 18;

    private const int MostMissedPackets = 128;
}
