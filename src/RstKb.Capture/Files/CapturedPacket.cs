namespace RstKb.Capture.Files;

/// <summary>One packet as it lies in the file. It is a view: it ends with the next read.</summary>
public readonly ref struct CapturedPacket
{
    /// <summary>From 1, counted as Wireshark counts <c>frame.number</c>.</summary>
    public required long Number { get; init; }

    public required CaptureTime Time { get; init; }

    public required LinkType LinkType { get; init; }

    /// <summary>The bytes that were captured; fewer than <see cref="OriginalLength"/> where the snap length cut them.</summary>
    public required ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>Bytes on the wire.</summary>
    public required int OriginalLength { get; init; }

    /// <summary>The pcapng interface, 0 in a pcap file.</summary>
    public int Interface { get; init; }

    /// <summary>The process that sent or received it, where a pcapng file of macOS tells; a PKTAP header is part of <see cref="Bytes"/>.</summary>
    public CapturedProcess? Process { get; init; }

    /// <summary>Whether the capturing machine sent it; null where the file does not tell.</summary>
    public bool? IsOutward { get; init; }
}
