using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Scene;

/// <summary>
/// What the RST sender's acknowledgment numbers tell of the other side where that side itself was not captured: what was acknowledged was received.
/// A FIN counts as one byte there, so a single one says nothing of payload.
/// </summary>
/// <param name="Bytes">All that the sender acknowledged in this capture.</param>
/// <param name="SinceAnswer">What it acknowledged after its own last payload.</param>
public readonly record struct Heard(long Bytes, long SinceAnswer)
{
    /// <summary>More than a FIN came.</summary>
    public bool HasPayload => Bytes > 1;

    /// <summary>More than a FIN came after the sender had last spoken.</summary>
    public bool IsUnanswered => SinceAnswer > 1;

    internal static Heard By(ResetScene scene)
    {
        SequenceNumber? first = null;
        SequenceNumber? last = null;
        foreach (Segment segment in scene.Before)
        {
            if (segment.From == scene.Sender && segment.HasAck)
            {
                first ??= segment.AcknowledgmentNumber;
                last = last is { } highest ? SequenceNumber.Later(highest, segment.AcknowledgmentNumber) : segment.AcknowledgmentNumber;
            }
        }

        if (first is not { } start || last is not { } end)
        {
            return default;
        }

        if (scene.Reset.HasAck && scene.Shape == ResetShape.Abort)
        {
            end = SequenceNumber.Later(end, scene.Reset.AcknowledgmentNumber);
        }

        SequenceNumber answered = scene.FromSender.LastPayload is { HasAck: true } own ? own.AcknowledgmentNumber : start;
        return new Heard(Math.Max(0, end.DistanceFrom(start)), Math.Max(0, end.DistanceFrom(answered)));
    }
}
