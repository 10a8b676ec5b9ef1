namespace RstKb.Capture;

/// <summary>Every bound that the readers believe in, with its default and its reason.</summary>
public sealed record CaptureLimits
{
    /// <summary>A packet's captured bytes; Wireshark's own limit (WTAP_MAX_PACKET_SIZE_STANDARD). A record that claims more is damage.</summary>
    public int MaxPacketBytes { get; init; } = 262_144;

    /// <summary>Packets that are read: their numbers are kept in 32 bits. Later ones are not looked at; a capture with so many has hundreds of gigabytes.</summary>
    public long MaxPackets { get; init; } = uint.MaxValue;

    /// <summary>Bytes of a pcapng block that is looked into; one that is only stepped over may be larger.</summary>
    public int MaxBlockBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Interfaces in one pcapng section.</summary>
    public int MaxInterfaces { get; init; } = 4096;

    /// <summary>Processes that one pcapng section names; later ones stay unnamed.</summary>
    public int MaxProcesses { get; init; } = 65_536;

    /// <summary>Bytes after decompression: what a gzip bomb may cost at most.</summary>
    public long MaxDecompressedBytes { get; init; } = 64L * 1024 * 1024 * 1024;

    /// <summary>How many times its size a gzip file may unpack to, beyond the first 64 MiB. Traffic packs to a tenth, seldom to a fiftieth; a bomb to a thousandth.</summary>
    public int MaxExpansion { get; init; } = 200;

    /// <summary>How far back a zstd file may refer, and so the memory that unpacking it takes; what <c>zstd --long=27</c> writes and <c>zstd -d</c> reads unasked.</summary>
    public long MaxZstdWindowBytes { get; init; } = 128L * 1024 * 1024;

    /// <summary>Headers inside each other in one packet, its frame counted, before it counts as not decoded; Wireshark's own limit (<c>gui.max_tree_depth</c>).</summary>
    public int MaxHeaders { get; init; } = 500;

    /// <summary>TCP flows that are tracked; later ones are counted, not examined.</summary>
    public int MaxFlows { get; init; } = 5_000_000;

    /// <summary>Reset flows that are examined, about 6 kB of memory each; later ones are counted.</summary>
    public int MaxResets { get; init; } = 1_000_000;

    /// <summary>Segments of one flow that are kept from its start.</summary>
    public int TraceHead { get; init; } = 400;

    /// <summary>Segments of one flow that are kept before the reset, and again after it.</summary>
    public int TraceTail { get; init; } = 400;
}
