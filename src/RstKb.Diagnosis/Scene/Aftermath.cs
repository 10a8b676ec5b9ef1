using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Scene;

/// <summary>What the two sides did after the first RST.</summary>
public static class Aftermath
{
    /// <summary>Segments that bear the RST sender's address, came after the RST and are none.</summary>
    public static SegmentChoice SenderWentOn(ResetScene scene) => scene.After.From(scene.Sender).Where(s => !s.IsRst && !s.IsSyn);

    /// <summary>
    /// Later segments under the sender's address that acknowledge what only a living connection can know: payload of the receiver that was not
    /// acknowledged when the RST came. So the alleged sender received the trigger and never closed.
    /// </summary>
    public static Segment? SenderAcknowledgedLater(ResetScene scene)
    {
        if (scene.IsOneWay)
        {
            return SpokeAgain(scene);
        }

        if (scene.FromReceiver.LastPayload is not { } payload)
        {
            return null;
        }

        foreach (Segment segment in SenderWentOn(scene))
        {
            bool news = scene.FromSender.Acked is not { } before || segment.AcknowledgmentNumber.IsAfter(before);
            if (segment.HasAck && news && segment.AcknowledgmentNumber.IsAtOrAfter(payload.End))
            {
                return segment;
            }
        }

        return null;
    }

    /// <summary>Where the receiver was not captured: new payload, or an acknowledgment of more than before, under the address of a sender that is said to have closed.</summary>
    private static Segment? SpokeAgain(ResetScene scene)
    {
        foreach (Segment segment in SenderWentOn(scene))
        {
            bool more = scene.FromSender.Acked is { } before && segment.HasAck && segment.AcknowledgmentNumber.IsAfter(before);
            bool payload = segment.HasPayload && scene.FromSender.End is { } end && segment.End.IsAfter(end);
            if (more || payload)
            {
                return segment;
            }
        }

        return null;
    }

    /// <summary>Payload after the RST whose number has nothing to do with the connection before it: another connection on the same ports, whose SYN was not captured.</summary>
    public static Segment? AnotherConnection(ResetScene scene)
    {
        foreach (Segment segment in scene.After)
        {
            SequenceNumber? end = (segment.From == scene.Sender ? scene.FromSender : scene.FromReceiver).End;
            if (!segment.IsRst && segment.HasPayload && end is { } before && Math.Abs((long)segment.SequenceNumber.DistanceFrom(before)) > FarthestOfOneConnection)
            {
                return segment;
            }
        }

        return null;
    }

    /// <summary>More than any socket buffer holds in practice; two strangers' numbers are as near by one chance in sixty.</summary>
    private const long FarthestOfOneConnection = 1 << 25;

    /// <summary>False where both sides went on as if the RST had never come, true where it ended the flow, null where the capture does not show it.</summary>
    public static bool? TookEffect(ResetScene scene)
    {
        bool senderWentOn = false;
        bool receiverWentOn = false;
        bool receiverReset = false;
        foreach (Segment segment in scene.After)
        {
            if (segment.IsSyn)
            {
                break;
            }

            if (segment.From == scene.Receiver)
            {
                receiverReset |= segment.IsRst;
                receiverWentOn |= !segment.IsRst && !receiverReset && segment.HasAck && IsNews(scene, segment);
            }
            else
            {
                senderWentOn |= !segment.IsRst && segment.HasAck;
            }
        }

        string acceptable = Acceptance.Of(scene);
        if (receiverWentOn && senderWentOn)
        {
            return false;
        }

        return acceptable switch
        {
            "exact" => true,
            "outside" when receiverWentOn => false,
            _ => null,
        };
    }

    /// <summary>New payload, or an acknowledgment of what the sender sent after its RST: a dead socket does neither.</summary>
    private static bool IsNews(ResetScene scene, Segment segment)
    {
        bool newPayload = segment.HasPayload && scene.FromReceiver.End is { } end && segment.End.IsAfter(end);
        bool acknowledgesMore = scene.FromReceiver.Acked is { } acked && scene.FromSender.End is { } sent
            && segment.AcknowledgmentNumber.IsAfter(SequenceNumber.Later(acked, sent));
        return (newPayload || acknowledgesMore) && segment.Time.SecondsSince(scene.Reset.Time) > (scene.SenderReplySeconds ?? 0);
    }
}
