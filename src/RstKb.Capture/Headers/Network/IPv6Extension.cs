using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Network;

/// <summary>The first eight bytes of an extension header (RFC 8200, section 4) or of an Authentication Header (RFC 4302), which IPv4 has too.</summary>
internal readonly ref struct IPv6Extension
{
    public const int MinimumBytes = 8;

    private readonly ReadOnlySpan<byte> _bytes;

    private IPv6Extension(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public byte NextHeader => _bytes[0];

    /// <summary>For a Fragment header: whether the transport header is in an earlier fragment.</summary>
    public bool IsLaterFragment => (BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]) & 0xfff8) != 0;

    /// <summary>For a Fragment header: whether the end of what it carries is in a later fragment.</summary>
    public bool HasMoreFragments => (_bytes[3] & 1) != 0;

    /// <summary>Bytes of the header; each kind counts them in its own way.</summary>
    /// <param name="kind">The protocol number that led here.</param>
    public int BytesAs(byte kind) => kind switch
    {
        IpProtocol.Fragment => MinimumBytes,
        IpProtocol.Authentication => (_bytes[1] + 2) * 4,
        _ => (_bytes[1] + 1) * 8,
    };

    public static bool TryRead(ReadOnlySpan<byte> bytes, out IPv6Extension header)
    {
        bool isWhole = bytes.Length >= MinimumBytes;
        header = isWhole ? new IPv6Extension(bytes[..MinimumBytes]) : default;
        return isWhole;
    }
}
