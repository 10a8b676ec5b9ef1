using RstKb.Capture.Files;
using RstKb.Capture.Files.Sources;

namespace RstKb.Capture.Flows;

/// <summary>Segments of a capture in the file's order, some hundreds at a time, and where their packets lie if that is asked for.</summary>
/// <param name="keepsPlaces">Whether the packets are looked at again.</param>
internal sealed class SegmentBlock(bool keepsPlaces)
{
    /// <summary>Few enough to lie in a processor's second cache still when the next stage looks at them.</summary>
    private const int Usual = 2048;

    /// <summary>Pieces of the file that are held for the packets in them; there are only so many to go round.</summary>
    private const int MostBytes = 2;

    private readonly List<ByteBlock> held = [];
    private SurveyedSegment[] segments = new SurveyedSegment[Usual];
    private SegmentPlace[] places = keepsPlaces ? new SegmentPlace[Usual] : [];
    private int count;

    public ReadOnlySpan<SurveyedSegment> Segments => segments.AsSpan(0, count);

    /// <summary>Where each one's packet lies; empty where that is not kept.</summary>
    public ReadOnlySpan<SegmentPlace> Places => places.AsSpan(0, keepsPlaces ? count : 0);

    /// <summary>Packets of any kind up to this block's end, as Wireshark counts them.</summary>
    public long Packets { get; set; }

    /// <summary>Bytes of the file as it was given that were read up to this block's end.</summary>
    public long BytesRead { get; set; }

    /// <summary>Whether another packet may be added.</summary>
    public bool HasRoom => count < Usual && held.Count <= MostBytes;

    /// <param name="segment">One that the packet holds.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="bytes">Where the packet lies.</param>
    /// <param name="frame">The frame of the packet that holds the segment.</param>
    public void Add(in SurveyedSegment segment, in CapturedPacket packet, ByteBlock bytes, int frame = 0)
    {
        if (count == segments.Length)
        {
            // A packet that carries several segments.
            Array.Resize(ref segments, count * 2);
            Array.Resize(ref places, keepsPlaces ? count * 2 : 0);
        }

        if (keepsPlaces)
        {
            if (held.Count == 0 || held[^1] != bytes)
            {
                bytes.Hold();
                held.Add(bytes);
            }

            places[count] = SegmentPlace.Of(packet, bytes.Bytes, frame);
        }

        segments[count++] = segment;
    }

    /// <summary>Empties it and lets the bytes go.</summary>
    public void Clear()
    {
        foreach (ByteBlock bytes in held)
        {
            bytes.Release();
        }

        held.Clear();
        count = 0;
    }
}
