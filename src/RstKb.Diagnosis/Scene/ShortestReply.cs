using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Scene;

/// <summary>How soon the RST's alleged sender acknowledged payload: a bound of the way to it and back that the handshake does not know where it was not captured or was slow.</summary>
internal static class ShortestReply
{
    /// <summary>Seconds; null where it acknowledged no payload that was captured once.</summary>
    public static double? Of(ResetScene scene)
    {
        double? shortest = null;
        SequenceNumber? sent = null;
        SequenceNumber? acknowledged = null;
        Segment? open = null;
        foreach (Segment segment in scene.Before)
        {
            if (segment.From == scene.Receiver)
            {
                // Of a repeated segment nobody knows which transmission is acknowledged (RFC 6298, 3).
                open = segment.HasPayload && (sent is not { } highest || segment.SequenceNumber.IsAtOrAfter(highest)) ? segment : null;
                sent = sent is { } before ? SequenceNumber.Later(before, segment.End) : segment.End;
            }
            else if (segment.HasAck)
            {
                bool news = acknowledged is not { } known || segment.AcknowledgmentNumber.IsAfter(known);
                if (news && open is { } payload && segment.AcknowledgmentNumber == payload.End)
                {
                    double delay = segment.Time.SecondsSince(payload.Time);
                    shortest = delay >= 0 && !(delay >= shortest) ? delay : shortest;
                    open = null;
                }

                acknowledged = news ? segment.AcknowledgmentNumber : acknowledged;
            }
        }

        return shortest;
    }
}
