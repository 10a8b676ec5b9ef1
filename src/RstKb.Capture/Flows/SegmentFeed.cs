using RstKb.Capture.Files;
using RstKb.Capture.Files.Sources;
using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>
/// The segments of a capture, a block at a time. Finding them takes about as long as what is done with them, so a large capture's are found on a thread of its
/// own, which runs a few blocks ahead.
/// </summary>
internal sealed class SegmentFeed : IDisposable
{
    /// <summary>One that is looked at, one that is being filled, and some for when either is held up.</summary>
    private const int BlocksAhead = 6;

    /// <summary>Packets of a block at the most, whatever they hold: now and then somebody wants to know how far it has come.</summary>
    private const int MostPackets = 4096;

    private readonly CaptureReader reader;
    private readonly SegmentKeys keys;
    private readonly CaptureLimits limits;
    private readonly Supply<SegmentBlock> blocks;
    private bool isOver;

    /// <param name="stream">The capture, read forward to its end.</param>
    /// <param name="keys">Those of the table that the segments are for.</param>
    /// <param name="keepsPlaces">Whether the packets are to be looked at again.</param>
    /// <param name="runsAhead">Whether a large capture gets a thread; not worth it where the other cores have enough to do.</param>
    /// <exception cref="CaptureFormatException">The stream holds no capture.</exception>
    public SegmentFeed(Stream stream, CaptureLimits limits, SegmentKeys keys, bool keepsPlaces, bool runsAhead)
    {
        this.limits = limits;
        this.keys = keys;
        reader = CaptureFile.Open(stream, limits);
        blocks = new Supply<SegmentBlock>(() => new SegmentBlock(keepsPlaces), TryFill, runsAhead && reader.IsReadAhead ? BlocksAhead : 0);
    }

    /// <summary>Figures over all packets; complete once <see cref="Take"/> has returned null.</summary>
    public SurveyCounts Counts { get; } = new();

    /// <summary>What the file tells of itself; complete once <see cref="Take"/> has returned null.</summary>
    public CaptureReader Reader => reader;

    /// <summary>The next block, or null at the end; to be given back before long.</summary>
    public SegmentBlock? Take() => blocks.Take();

    public void GiveBack(SegmentBlock block)
    {
        block.Clear();
        blocks.GiveBack(block);
    }

    public void Dispose()
    {
        // The thread may be waiting for bytes, and those for blocks that nobody will give back any more.
        reader.Stop();
        blocks.Dispose();
        reader.Dispose();
    }

    private bool TryFill(SegmentBlock block)
    {
        if (isOver)
        {
            return false;
        }

        for (int packets = 0; block.HasRoom && packets < MostPackets; packets++)
        {
            Counts.AreLimited = reader.Frames >= limits.MaxPackets;
            if (Counts.AreLimited || !reader.TryRead(out CapturedPacket packet))
            {
                isOver = true;
                Counts.Packets = reader.Frames;
                break;
            }

            Counts.Note(packet);
            Add(packet, block);
        }

        block.Packets = reader.Frames;
        block.BytesRead = reader.BytesRead;
        return true;
    }

    private void Add(in CapturedPacket packet, SegmentBlock block)
    {
        if (UsualHeaders.TryFind(packet, out UsualHeaders headers))
        {
            Counts.TcpPackets++;
            block.Add(keys.Read(packet, headers), packet, reader.Block);
        }
        else
        {
            AddUnusual(packet, block);
        }
    }

    // Apart from the usual packets, which need not pay for the large views that it works with.
    private void AddUnusual(in CapturedPacket packet, SegmentBlock block)
    {
        if (SegmentDecoder.TryDecode(packet, limits, out DecodedSegment segment, out DecodeStop stop))
        {
            Counts.TcpPackets++;
            block.Add(keys.Read(segment, packet.Number, packet.Time), packet, reader.Block);
            for (int frame = segment.NextFrame; frame != 0 && SegmentDecoder.TryDecodeNext(packet, limits, frame, out segment); frame = segment.NextFrame)
            {
                block.Add(keys.Read(segment, packet.Number, packet.Time), packet, reader.Block, frame);
            }
        }
        else if (stop.IsIcmp && SegmentDecoder.TryDecodeError(packet, limits, out IcmpError error))
        {
            block.Add(keys.Read(error, packet.Number, packet.Time), packet, reader.Block);
        }
    }
}
