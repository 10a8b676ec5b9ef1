using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Tunnels;

/// <summary>Geneve: any EtherType inside UDP, with options (RFC 8926).</summary>
internal readonly ref struct GeneveHeader
{
    public const int MinimumBytes = 8;

    private readonly ReadOnlySpan<byte> _bytes;

    private GeneveHeader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public int HeaderBytes => MinimumBytes + ((_bytes[0] & 0x3f) * 4);

    public ushort Protocol => BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]);

    public static bool IsPort(ushort port) => port == 6081;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out GeneveHeader header)
    {
        bool isWhole = bytes.Length >= MinimumBytes;
        header = isWhole ? new GeneveHeader(bytes[..MinimumBytes]) : default;
        return isWhole;
    }
}
