namespace RstKb.Capture.Files.Pcapng;

/// <summary>What the reader remembers of one interface of the current section.</summary>
internal sealed class PcapngInterface
{
    public required LinkType LinkType { get; init; }

    public required uint SnapLength { get; init; }

    public required TimeResolution Resolution { get; init; }

    /// <summary>The interface's number counted over all sections.</summary>
    public required int Number { get; init; }

    /// <summary>The last statistics block's count.</summary>
    public long? DroppedByStatistics { get; set; }

    /// <summary>The sum of what packet blocks told.</summary>
    public long? DroppedByPackets { get; private set; }

    /// <summary>A packet's block tells of packets lost before it.</summary>
    public void DropByPacket(long count) => DroppedByPackets = Math.Min((DroppedByPackets ?? 0) + count, long.MaxValue / 2);

    /// <summary>Both tell of the same drops, so they are not added.</summary>
    public long? Dropped => DroppedByStatistics ?? DroppedByPackets;
}
