namespace RstKb.Diagnosis.Report;

/// <summary>The file that was read.</summary>
public sealed record CaptureSummary
{
    public required string Name { get; init; }

    /// <summary><c>pcap</c> or <c>pcapng</c>.</summary>
    public required string Format { get; init; }

    /// <summary><c>none</c> or <c>gzip</c>.</summary>
    public required string Compression { get; init; }

    /// <summary>Bytes of the file as it was given, compressed if it was.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the file as it was given.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Names of the link types as tcpdump.org lists them, without the prefix <c>LINKTYPE_</c>.</summary>
    public required IReadOnlyList<string> LinkTypes { get; init; }

    public required long Packets { get; init; }

    public required long TcpPackets { get; init; }

    /// <summary>Time of the first packet with all its digits, or null where there is no packet.</summary>
    public string? FirstPacketAt { get; init; }

    public string? LastPacketAt { get; init; }

    public double DurationSeconds { get; init; }

    /// <summary>Where and why the file ended before its end, or null where it is whole.</summary>
    public CutShortReport? CutShort { get; init; }

    public required IReadOnlyList<CaptureWarning> Warnings { get; init; }
}
