using RstKb.Capture.Files;
using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>
/// Takes packets to the flow table, a few at a time. Each segment needs places in a large table that are not in the processor's caches; asked for one
/// after the other they are waited for one after the other, asked for together they come together.
/// </summary>
internal sealed class SurveyBatch(FlowTable flows, SurveyCounts counts, CaptureLimits limits)
{
    private const int Size = 32;

    private readonly SurveyedSegment[] segments = new SurveyedSegment[Size];
    private int count;

    public void Add(in CapturedPacket packet)
    {
        counts.Note(packet);
        if (UsualHeaders.TryFind(packet, out UsualHeaders headers))
        {
            counts.TcpPackets++;
            Add(flows.Read(packet, headers));
        }
        else
        {
            AddUnusual(packet);
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

    // Apart from the usual packets, which need not pay for the large views that it works with.
    private void AddUnusual(in CapturedPacket packet)
    {
        if (SegmentDecoder.TryDecode(packet, limits, out DecodedSegment segment, out DecodeStop stop))
        {
            counts.TcpPackets++;
            Add(flows.Read(segment, packet.Number, packet.Time));
            while (segment.NextFrame != 0 && SegmentDecoder.TryDecodeNext(packet, limits, segment.NextFrame, out segment))
            {
                Add(flows.Read(segment, packet.Number, packet.Time));
            }
        }
        else if (stop.IsIcmp && SegmentDecoder.TryDecodeError(packet, limits, out IcmpError error))
        {
            Flush();
            flows.AddQuote(error, packet.Number);
        }
    }

    private void Add(in SurveyedSegment segment)
    {
        segments[count++] = segment;
        if (count == Size)
        {
            Flush();
        }
    }
}
