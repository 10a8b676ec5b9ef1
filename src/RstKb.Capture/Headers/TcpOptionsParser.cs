using System.Buffers.Binary;

namespace RstKb.Capture.Headers;

/// <summary>Reads the options of a TCP header. What makes no sense ends the reading; what came before it stands.</summary>
public static class TcpOptionsParser
{
    private const int EndOfList = 0;
    private const int NoOperation = 1;
    private const int Timestamps = 8;
    private const int LargestWindowScale = 14;
    private const int KindsInOrder = 16;

    /// <param name="optionBytes">The captured part of the options, at most 40 bytes count.</param>
    public static TcpOptions Parse(ReadOnlySpan<byte> optionBytes)
    {
        if (IsTimestampsAlone(optionBytes))
        {
            return new TcpOptions
            {
                HasTimestamps = true,
                TimestampValue = BinaryPrimitives.ReadUInt32BigEndian(optionBytes[4..]),
                TimestampEcho = BinaryPrimitives.ReadUInt32BigEndian(optionBytes[8..]),
                Order = NoOperation | NoOperation << 4 | Timestamps << 8,
            };
        }

        var options = new TcpOptions();
        ReadOnlySpan<byte> rest = optionBytes[..Math.Min(optionBytes.Length, 40)];
        for (int position = 0; !rest.IsEmpty && rest[0] != EndOfList; position++)
        {
            int kind = rest[0];
            int length = kind == NoOperation ? 1 : rest.Length < 2 ? 0 : rest[1];
            if (length == 0 || length > rest.Length || (kind != NoOperation && length < 2))
            {
                break;
            }

            if (position < KindsInOrder)
            {
                options = options with { Order = options.Order | ((ulong)Math.Min(kind, 15) << (4 * position)) };
            }

            if (kind != NoOperation)
            {
                options = Take(options, kind, rest[2..length]);
            }

            rest = rest[length..];
        }

        return options;
    }

    /// <summary>Two fillers and the timestamps: what most segments carry (RFC 7323, appendix A).</summary>
    private static bool IsTimestampsAlone(ReadOnlySpan<byte> bytes) => bytes.Length == 12 && BinaryPrimitives.ReadUInt32BigEndian(bytes) == 0x0101_080a;

    private static TcpOptions Take(TcpOptions options, int kind, ReadOnlySpan<byte> value) => kind switch
    {
        2 when value.Length == 2 => options with { MaximumSegmentSize = BinaryPrimitives.ReadUInt16BigEndian(value) },
        // RFC 7323, 2.3: a larger shift count is to be taken as 14.
        3 when value.Length == 1 => options with { WindowScale = Math.Min(value[0], (byte)LargestWindowScale) },
        4 when value.IsEmpty => options with { SackPermitted = true },
        5 when value.Length is > 0 and <= 32 && value.Length % 8 == 0 => TakeSack(options, value),
        Timestamps when value.Length == 8 => options with
        {
            HasTimestamps = true,
            TimestampValue = BinaryPrimitives.ReadUInt32BigEndian(value),
            TimestampEcho = BinaryPrimitives.ReadUInt32BigEndian(value[4..]),
        },
        19 when value.Length == 16 => options with { IsSigned = true },
        29 when value.Length >= 2 => options with { IsSigned = true },
        28 when value.Length == 2 => options with { HasUserTimeout = true },
        30 when !value.IsEmpty => TakeMptcp(options, value),
        34 => options with { HasFastOpen = true },
        // The experimental option of TCP Fast Open, before it had a number (RFC 7413, 4.1.1).
        254 when value.StartsWith((ReadOnlySpan<byte>)[0xf9, 0x89]) => options with { HasFastOpen = true },
        _ => options,
    };

    private static TcpOptions TakeSack(TcpOptions options, ReadOnlySpan<byte> blocks)
    {
        var highest = new SequenceNumber(BinaryPrimitives.ReadUInt32BigEndian(blocks[4..]));
        for (int at = 12; at < blocks.Length; at += 8)
        {
            highest = SequenceNumber.Later(highest, new SequenceNumber(BinaryPrimitives.ReadUInt32BigEndian(blocks[at..])));
        }

        return options with { SackBlocks = (byte)(blocks.Length / 8), HighestSackEdge = highest };
    }

    private static TcpOptions TakeMptcp(TcpOptions options, ReadOnlySpan<byte> value)
    {
        const int ResetSubtype = 8;
        int subtype = value[0] >> 4;
        return options with
        {
            MptcpSubtypes = (ushort)(options.MptcpSubtypes | (1 << subtype)),
            MptcpResetReason = subtype == ResetSubtype && value.Length >= 2 ? value[1] : options.MptcpResetReason,
        };
    }
}
