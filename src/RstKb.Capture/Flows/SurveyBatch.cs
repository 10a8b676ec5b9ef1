using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>
/// Holds a few segments back before they are counted. Each needs places in a large table that are not in the processor's caches; asked for one after
/// the other they are waited for one after the other, asked for together they come together.
/// </summary>
internal sealed class SurveyBatch(FlowTable flows)
{
    private const int Size = 32;

    private readonly SurveyedSegment[] segments = new SurveyedSegment[Size];
    private int count;

    public void Add(in DecodedSegment segment, long packet, CaptureTime time)
    {
        segments[count++] = flows.Read(segment, packet, time);
        if (count == Size)
        {
            Flush();
        }
    }

    /// <summary>Counts all that was held back.</summary>
    public void Flush()
    {
        ReadOnlySpan<SurveyedSegment> held = segments.AsSpan(0, count);
        flows.Touch(held);
        foreach (ref readonly SurveyedSegment segment in held)
        {
            flows.Add(segment);
        }

        count = 0;
    }
}
