using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Transport;

/// <summary>The fixed part of a TCP header (RFC 9293, 3.1).</summary>
internal readonly ref struct TcpHeader
{
    /// <summary>Bytes without options.</summary>
    public const int MinimumBytes = 20;

    /// <summary>Up to and including the window; checksum and urgent pointer are not looked at. A header cut after this counts, as it does for Wireshark.</summary>
    public const int BytesUsed = 16;

    private readonly ReadOnlySpan<byte> _bytes;

    private TcpHeader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(_bytes);

    public ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]);

    /// <summary>Both ports as one number, the source in the upper half.</summary>
    public uint Ports => BinaryPrimitives.ReadUInt32BigEndian(_bytes);

    public SequenceNumber SequenceNumber => new(BinaryPrimitives.ReadUInt32BigEndian(_bytes[4..]));

    public SequenceNumber AcknowledgmentNumber => new(BinaryPrimitives.ReadUInt32BigEndian(_bytes[8..]));

    /// <summary>As the data offset claims, 0 to 60; fewer than 20 is nonsense.</summary>
    public int HeaderBytes => (_bytes[12] >> 4) * 4;

    public TcpFlags Flags => (TcpFlags)_bytes[13];

    /// <summary>Not scaled.</summary>
    public ushort Window => BinaryPrimitives.ReadUInt16BigEndian(_bytes[14..]);

    public static bool TryRead(ReadOnlySpan<byte> bytes, out TcpHeader header)
    {
        bool isWhole = bytes.Length >= BytesUsed;
        header = isWhole ? new TcpHeader(bytes[..BytesUsed]) : default;
        return isWhole;
    }
}
