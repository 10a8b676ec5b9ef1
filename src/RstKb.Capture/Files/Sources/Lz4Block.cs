using System.Buffers.Binary;

namespace RstKb.Capture.Files.Sources;

/// <summary>Unpacks one block of LZ4 (LZ4 block format): literals and copies of what came before, in turn.</summary>
internal static class Lz4Block
{
    private const int LongLength = 15;
    private const int ShortestCopy = 4;

    /// <summary>Unpacks into a buffer that holds what may be copied before <paramref name="at"/>; false where the block makes no sense.</summary>
    /// <param name="block">The packed bytes.</param>
    /// <param name="buffer">History and room.</param>
    /// <param name="at">Where the room begins; at the end where the unpacked bytes end.</param>
    public static bool TryUnpack(ReadOnlySpan<byte> block, Span<byte> buffer, ref int at)
    {
        while (!block.IsEmpty)
        {
            int token = block[0];
            block = block[1..];
            if (!TryLength(ref block, token >> 4, out int literals) || literals > block.Length || literals > buffer.Length - at)
            {
                return false;
            }

            block[..literals].CopyTo(buffer[at..]);
            at += literals;
            block = block[literals..];
            if (block.IsEmpty)
            {
                return true;
            }

            if (block.Length < 2)
            {
                return false;
            }

            int distance = BinaryPrimitives.ReadUInt16LittleEndian(block);
            block = block[2..];
            if (!TryLength(ref block, token & 15, out int copy) || distance == 0 || distance > at || copy + ShortestCopy > buffer.Length - at)
            {
                return false;
            }

            // A copy may reach into itself, so it goes byte by byte.
            for (int end = at + copy + ShortestCopy; at < end; at++)
            {
                buffer[at] = buffer[at - distance];
            }
        }

        return true;
    }

    /// <summary>A length of four bits, and of further bytes where those are full.</summary>
    private static bool TryLength(ref ReadOnlySpan<byte> block, int start, out int length)
    {
        length = start;
        if (start < LongLength)
        {
            return true;
        }

        int more;
        do
        {
            if (block.IsEmpty || length > int.MaxValue - 1024)
            {
                return false;
            }

            more = block[0];
            length += more;
            block = block[1..];
        }
        while (more == byte.MaxValue);
        return true;
    }
}
