using System.Buffers.Binary;

namespace RstKb.Capture.Files.Sources.Zstd;

/// <summary>The literals of a block (RFC 8878, 3.1.1.3.1): as they are, one byte many times, or in prefix codes.</summary>
internal sealed class ZstdLiterals
{
    private const int StreamSizesBytes = 6;

    private readonly byte[] buffer = new byte[ZstdBlock.MostBytes];
    private HuffmanTable? table;

    /// <summary>A new frame knows no table of the one before it.</summary>
    public void Reset() => table = null;

    /// <summary>Reads the section and steps behind it. The literals are valid until the next call.</summary>
    /// <exception cref="InvalidDataException">The section makes no sense.</exception>
    public ReadOnlySpan<byte> Read(ref ReadOnlySpan<byte> block)
    {
        if (block.IsEmpty)
        {
            throw new InvalidDataException("A block is empty.");
        }

        int kind = block[0] & 3;
        int format = (block[0] >> 2) & 3;
        return kind < 2 ? ReadPlain(ref block, isRun: kind == 1, format) : ReadCoded(ref block, isTreeKept: kind == 3, format);
    }

    private ReadOnlySpan<byte> ReadPlain(ref ReadOnlySpan<byte> block, bool isRun, int format)
    {
        int headBytes = format switch { 1 => 2, 3 => 3, _ => 1 };
        int size = (int)(Head(block, headBytes) >> ((format & 1) == 0 ? 3 : 4));
        ReadOnlySpan<byte> rest = block[headBytes..];
        int taken = isRun ? 1 : size;
        if (size > buffer.Length || taken > rest.Length)
        {
            throw new InvalidDataException("The literals are larger than their block.");
        }

        block = rest[taken..];
        if (!isRun)
        {
            return rest[..size];
        }

        buffer.AsSpan(0, size).Fill(rest[0]);
        return buffer.AsSpan(0, size);
    }

    private ReadOnlySpan<byte> ReadCoded(ref ReadOnlySpan<byte> block, bool isTreeKept, int format)
    {
        int headBytes = format switch { 2 => 4, 3 => 5, _ => 3 };
        int sizeBits = format switch { 2 => 14, 3 => 18, _ => 10 };
        ulong head = Head(block, headBytes) >> 4;
        int size = (int)(head & ((1ul << sizeBits) - 1));
        int packed = (int)(head >> sizeBits);
        if (size > buffer.Length || packed > block.Length - headBytes)
        {
            throw new InvalidDataException("The literals are larger than their block.");
        }

        ReadOnlySpan<byte> section = block.Slice(headBytes, packed);
        block = block[(headBytes + packed)..];
        table = isTreeKept ? table : HuffmanTable.Read(ref section);
        if (table is null)
        {
            throw new InvalidDataException("A block refers to a tree that is not there.");
        }

        Span<byte> literals = buffer.AsSpan(0, size);
        if (format == 0)
        {
            table.Decode(section, literals);
        }
        else
        {
            DecodeFour(table, section, literals);
        }

        return literals;
    }

    /// <summary>Four streams of which each but the last gives a quarter, rounded up.</summary>
    private static void DecodeFour(HuffmanTable table, ReadOnlySpan<byte> section, Span<byte> literals)
    {
        int quarter = (literals.Length + 3) / 4;
        if (section.Length < StreamSizesBytes || quarter * 3 > literals.Length)
        {
            throw new InvalidDataException("Four streams of literals are cut.");
        }

        ReadOnlySpan<byte> streams = section[StreamSizesBytes..];
        for (int i = 0; i < 3; i++)
        {
            int size = BinaryPrimitives.ReadUInt16LittleEndian(section[(2 * i)..]);
            if (size > streams.Length)
            {
                throw new InvalidDataException("A stream of literals is larger than its block.");
            }

            table.Decode(streams[..size], literals.Slice(i * quarter, quarter));
            streams = streams[size..];
        }

        table.Decode(streams, literals[(3 * quarter)..]);
    }

    private static ulong Head(ReadOnlySpan<byte> block, int bytes)
    {
        if (block.Length < bytes)
        {
            throw new InvalidDataException("The head of the literals is cut.");
        }

        ulong head = 0;
        for (int i = 0; i < bytes; i++)
        {
            head |= (ulong)block[i] << (8 * i);
        }

        return head;
    }
}
