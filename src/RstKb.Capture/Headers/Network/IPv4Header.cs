using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Network;

/// <summary>An IPv4 header (RFC 791).</summary>
internal readonly ref struct IPv4Header
{
    /// <summary>Bytes without options.</summary>
    public const int MinimumBytes = 20;

    private readonly ReadOnlySpan<byte> _bytes;

    private IPv4Header(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public int Version => _bytes[0] >> 4;

    /// <summary>As the header claims, 0 to 60; fewer than 20 is nonsense.</summary>
    public int HeaderBytes => (_bytes[0] & 0xf) * 4;

    /// <summary>DSCP and ECN.</summary>
    public byte TypeOfService => _bytes[1];

    /// <summary>Bytes of header and payload; 0 where the sender's network card was to divide a large segment (segmentation offload).</summary>
    public int TotalLength => BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]);

    public ushort Identification => BinaryPrimitives.ReadUInt16BigEndian(_bytes[4..]);

    public bool DontFragment => (_bytes[6] & 0x40) != 0;

    /// <summary>Whether the transport header is in an earlier fragment.</summary>
    public bool IsLaterFragment => (BinaryPrimitives.ReadUInt16BigEndian(_bytes[6..]) & 0x1fff) != 0;

    /// <summary>Whether it is any fragment.</summary>
    public bool IsFragment => (BinaryPrimitives.ReadUInt16BigEndian(_bytes[6..]) & 0x3fff) != 0;

    /// <summary>Whether a first fragment lacks the end of what it carries.</summary>
    public bool HasMoreFragments => (_bytes[6] & 0x20) != 0;

    public byte Ttl => _bytes[8];

    public byte Protocol => _bytes[9];

    public NetworkAddress Source => NetworkAddress.FromIPv4(_bytes[12..]);

    public NetworkAddress Destination => NetworkAddress.FromIPv4(_bytes[16..]);

    /// <summary>Both addresses as one number, the source in the upper half.</summary>
    public ulong Addresses => BinaryPrimitives.ReadUInt64BigEndian(_bytes[12..]);

    /// <summary>Opens the fixed part; options and the claimed lengths are not checked.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out IPv4Header header)
    {
        bool isWhole = bytes.Length >= MinimumBytes;
        header = isWhole ? new IPv4Header(bytes[..MinimumBytes]) : default;
        return isWhole;
    }
}
