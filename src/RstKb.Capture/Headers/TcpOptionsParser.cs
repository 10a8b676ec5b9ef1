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
        if (optionBytes.IsEmpty)
        {
            return default;
        }

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

        var reading = new Reading();
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
                reading.Order |= (ulong)Math.Min(kind, 15) << (4 * position);
            }

            if (kind != NoOperation)
            {
                reading.Take(kind, rest[2..length]);
            }

            rest = rest[length..];
        }

        return reading.Options();
    }

    /// <summary>Two fillers and the timestamps: what most segments carry (RFC 7323, appendix A).</summary>
    private static bool IsTimestampsAlone(ReadOnlySpan<byte> bytes) => bytes.Length == 12 && BinaryPrimitives.ReadUInt32BigEndian(bytes) == 0x0101_080a;

    /// <summary>What has been read so far. It changes in place: an immutable record would be copied for every option.</summary>
    private ref struct Reading
    {
        public ulong Order;
        private ushort? maximumSegmentSize;
        private byte? windowScale;
        private bool sackPermitted;
        private bool hasTimestamps;
        private uint timestampValue;
        private uint timestampEcho;
        private byte sackBlocks;
        private SequenceNumber highestSackEdge;
        private ushort mptcpSubtypes;
        private byte? mptcpResetReason;
        private bool hasFastOpen;
        private bool hasUserTimeout;
        private bool isSigned;

        public void Take(int kind, ReadOnlySpan<byte> value)
        {
            switch (kind)
            {
                case 2 when value.Length == 2:
                    maximumSegmentSize = BinaryPrimitives.ReadUInt16BigEndian(value);
                    break;
                case 3 when value.Length == 1:
                    // RFC 7323, 2.3: a larger shift count is to be taken as 14.
                    windowScale = Math.Min(value[0], (byte)LargestWindowScale);
                    break;
                case 4 when value.IsEmpty:
                    sackPermitted = true;
                    break;
                case 5 when value.Length is > 0 and <= 32 && value.Length % 8 == 0:
                    TakeSack(value);
                    break;
                case Timestamps when value.Length == 8:
                    hasTimestamps = true;
                    timestampValue = BinaryPrimitives.ReadUInt32BigEndian(value);
                    timestampEcho = BinaryPrimitives.ReadUInt32BigEndian(value[4..]);
                    break;
                case 19 when value.Length == 16:
                case 29 when value.Length >= 2:
                    isSigned = true;
                    break;
                case 28 when value.Length == 2:
                    hasUserTimeout = true;
                    break;
                case 30 when !value.IsEmpty:
                    TakeMptcp(value);
                    break;
                case 34:
                // The experimental option of TCP Fast Open, before it had a number (RFC 7413, 4.1.1).
                case 254 when value.StartsWith((ReadOnlySpan<byte>)[0xf9, 0x89]):
                    hasFastOpen = true;
                    break;
            }
        }

        public readonly TcpOptions Options() => new()
        {
            MaximumSegmentSize = maximumSegmentSize,
            WindowScale = windowScale,
            SackPermitted = sackPermitted,
            HasTimestamps = hasTimestamps,
            TimestampValue = timestampValue,
            TimestampEcho = timestampEcho,
            SackBlocks = sackBlocks,
            HighestSackEdge = highestSackEdge,
            MptcpSubtypes = mptcpSubtypes,
            MptcpResetReason = mptcpResetReason,
            HasFastOpen = hasFastOpen,
            HasUserTimeout = hasUserTimeout,
            IsSigned = isSigned,
            Order = Order,
        };

        private void TakeSack(ReadOnlySpan<byte> blocks)
        {
            highestSackEdge = new SequenceNumber(BinaryPrimitives.ReadUInt32BigEndian(blocks[4..]));
            for (int at = 12; at < blocks.Length; at += 8)
            {
                highestSackEdge = SequenceNumber.Later(highestSackEdge, new SequenceNumber(BinaryPrimitives.ReadUInt32BigEndian(blocks[at..])));
            }

            sackBlocks = (byte)(blocks.Length / 8);
        }

        private void TakeMptcp(ReadOnlySpan<byte> value)
        {
            const int ResetSubtype = 8;
            int subtype = value[0] >> 4;
            mptcpSubtypes |= (ushort)(1 << subtype);
            mptcpResetReason = subtype == ResetSubtype && value.Length >= 2 ? value[1] : mptcpResetReason;
        }
    }
}
