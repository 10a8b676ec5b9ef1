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

    // The two bytes of the frame control, which some controllers turn around.
    private readonly byte _kind;
    private readonly byte _flags;
    private readonly bool _isTurned;

    private WirelessHeader(ReadOnlySpan<byte> bytes, bool isTurned)
    {
        _bytes = bytes;
        _isTurned = isTurned;
        (_kind, _flags) = isTurned ? (bytes[1], bytes[0]) : (bytes[0], bytes[1]);
    }

    /// <summary>Whether an LLC header follows in the clear.</summary>
    public bool BearsClearData => (_kind & 0x0f) == DataType << 2 && (Subtype & NullSubtypeBit) == 0 && (_flags & 0x40) == 0;

    /// <summary>Whether the payload begins in an earlier fragment. Controllers that turn the frame control around turn this number too.</summary>
    public bool IsLaterFragment => (_bytes[_isTurned ? 23 : 22] & 0xf) != 0;

    /// <summary>Whether the payload ends in a later fragment.</summary>
    public bool HasMoreFragments => (_flags & 0x04) != 0;

    public int HeaderBytes
    {
        get
        {
            bool hasHighThroughput = HasQuality && (_flags & 0x80) != 0;
            return QualityOffset + (HasQuality ? 2 : 0) + (hasHighThroughput ? 4 : 0);
        }
    }

    /// <summary>Whether the two bytes of quality of service are there.</summary>
    public bool HasQuality => (Subtype & QualityOfServiceBit) != 0;

    /// <summary>Where they are.</summary>
    public int QualityOffset => MinimumBytes + (IsBetweenAccessPoints ? 6 : 0);

    /// <summary>The station that sent the frame first, in the lower 48 bits; between access points the one that forwards it.</summary>
    public ulong Source => BinaryPrimitives.ReadUInt64BigEndian(_bytes[((_flags & 3) == 2 ? 14 : 8)..]) & 0xffff_ffff_ffff;

    private int Subtype => _kind >> 4;

    private bool IsBetweenAccessPoints => (_flags & 3) == 3;

    public static bool TryRead(ReadOnlySpan<byte> bytes, bool isTurned, out WirelessHeader header)
    {
        bool isWhole = bytes.Length >= MinimumBytes;
        header = isWhole ? new WirelessHeader(bytes[..MinimumBytes], isTurned) : default;
        return isWhole;
    }
}
