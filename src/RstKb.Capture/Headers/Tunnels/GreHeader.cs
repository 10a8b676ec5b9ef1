using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Tunnels;

/// <summary>Generic Routing Encapsulation: RFC 2784 and 2890, and version 1 of PPTP (RFC 2637).</summary>
internal readonly ref struct GreHeader
{
    public const int MinimumBytes = 4;

    private const int ChecksumBit = 0x8000;
    private const int RoutingBit = 0x4000;
    private const int KeyBit = 0x2000;
    private const int SequenceBit = 0x1000;
    private const int AcknowledgmentBit = 0x0080;

    private readonly ReadOnlySpan<byte> _bytes;

    private GreHeader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public int Version => Bits & 7;

    /// <summary>Whether source routes follow the header, each with a length of its own (RFC 1701).</summary>
    public bool HasRouting => (Bits & RoutingBit) != 0;

    public bool HasSequence => (Bits & SequenceBit) != 0;

    /// <summary>An EtherType.</summary>
    public ushort Protocol => BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]);

    public int HeaderBytes => MinimumBytes
        + ((Bits & (ChecksumBit | RoutingBit)) != 0 ? 4 : 0)
        + ((Bits & KeyBit) != 0 ? 4 : 0)
        + (HasSequence ? 4 : 0)
        + (Version != 0 && Protocol == EtherType.Ppp && (Bits & AcknowledgmentBit) != 0 ? 4 : 0);

    private int Bits => BinaryPrimitives.ReadUInt16BigEndian(_bytes);

    public static bool TryRead(ReadOnlySpan<byte> bytes, out GreHeader header)
    {
        bool isWhole = bytes.Length >= MinimumBytes;
        header = isWhole ? new GreHeader(bytes[..MinimumBytes]) : default;
        return isWhole;
    }
}
