using System.Buffers.Binary;

namespace RstKb.Capture.Headers.Transport;

/// <summary>The fixed part of a TCP header (RFC 9293, 3.1).</summary>
public readonly ref struct TcpHeader
{
    /// <summary>Bytes without options.</summary>
    public const int MinimumBytes = 20;

    private readonly ReadOnlySpan<byte> _bytes;

    private TcpHeader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(_bytes);

    public ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]);

    public SequenceNumber SequenceNumber => new(BinaryPrimitives.ReadUInt32BigEndian(_bytes[4..]));

    public SequenceNumber AcknowledgmentNumber => new(BinaryPrimitives.ReadUInt32BigEndian(_bytes[8..]));

    /// <summary>As the data offset claims, 0 to 60; fewer than 20 is nonsense.</summary>
    public int HeaderBytes => (_bytes[12] >> 4) * 4;

    public TcpFlags Flags => (TcpFlags)_bytes[13];

    /// <summary>Not scaled.</summary>
    public ushort Window => BinaryPrimitives.ReadUInt16BigEndian(_bytes[14..]);

    public static bool TryRead(ReadOnlySpan<byte> bytes, out TcpHeader header)
    {
        bool isWhole = bytes.Length >= MinimumBytes;
        header = isWhole ? new TcpHeader(bytes[..MinimumBytes]) : default;
        return isWhole;
    }
}
