using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Link;

/// <summary>The header of an IEEE 802.11 frame; of interest are data frames that are not encrypted.</summary>
internal readonly ref struct WirelessHeader
{
    /// <summary>Bytes of a data frame's header without quality of service and a fourth address.</summary>
    public const int MinimumBytes = 24;

    private const int DataType = 2;
    private const int NullSubtypeBit = 4;
    private const int QualityOfServiceBit = 8;

    private readonly ReadOnlySpan<byte> _bytes;

    private WirelessHeader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Whether an LLC header follows in the clear.</summary>
    public bool BearsClearData => ((_bytes[0] >> 2) & 3) == DataType && (Subtype & NullSubtypeBit) == 0 && (_bytes[1] & 0x40) == 0;

    public bool IsLaterFragment => (_bytes[22] & 0xf) != 0;

    public int HeaderBytes
    {
        get
        {
            bool hasQuality = (Subtype & QualityOfServiceBit) != 0;
            bool hasHighThroughput = hasQuality && (_bytes[1] & 0x80) != 0;
            return MinimumBytes + (IsBetweenAccessPoints ? 6 : 0) + (hasQuality ? 2 : 0) + (hasHighThroughput ? 4 : 0);
        }
    }

    /// <summary>The station that sent the frame first, in the lower 48 bits; between access points the one that forwards it.</summary>
    public ulong Source => BinaryPrimitives.ReadUInt64BigEndian(_bytes[((_bytes[1] & 3) == 2 ? 14 : 8)..]) & 0xffff_ffff_ffff;

    private int Subtype => _bytes[0] >> 4;

    private bool IsBetweenAccessPoints => (_bytes[1] & 3) == 3;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out WirelessHeader header)
    {
        bool isWhole = bytes.Length >= MinimumBytes;
        header = isWhole ? new WirelessHeader(bytes[..MinimumBytes]) : default;
        return isWhole;
    }
}
