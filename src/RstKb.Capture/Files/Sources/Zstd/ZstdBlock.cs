namespace RstKb.Capture.Files.Sources.Zstd;

/// <summary>Unpacks compressed blocks (RFC 8878, 3.1.1.3). It remembers what later blocks of a frame refer to: tables and the last three offsets.</summary>
internal sealed class ZstdBlock
{
    /// <summary>What a block unpacks to at most.</summary>
    public const int MostBytes = 128 * 1024;

    private readonly ZstdLiterals literals = new();
    private readonly int[] offsets = new int[3];
    private FseTable? literalTable;
    private FseTable? offsetTable;
    private FseTable? copyTable;

    /// <summary>Begins a frame, which refers to nothing before it.</summary>
    public void Reset()
    {
        literals.Reset();
        literalTable = offsetTable = copyTable = null;
        (offsets[0], offsets[1], offsets[2]) = (1, 4, 8);
    }

    /// <summary>Unpacks a block into a buffer that holds what may be copied before <paramref name="at"/>, and room for a whole block behind it.</summary>
    /// <param name="block">The packed bytes.</param>
    /// <param name="buffer">History and room; it ends where the largest block allowed would end.</param>
    /// <param name="at">Where the room begins; afterwards where the unpacked bytes end.</param>
    /// <param name="farthest">How far back a copy may reach: the frame's window or what there is of it.</param>
    /// <exception cref="InvalidDataException">The block makes no sense.</exception>
    public void Unpack(ReadOnlySpan<byte> block, Span<byte> buffer, ref int at, int farthest)
    {
        int start = at;
        ReadOnlySpan<byte> rest = literals.Read(ref block);
        int count = ReadCount(ref block);
        if (count > 0)
        {
            ReadTables(ref block);
            var bits = new BackwardBits(block);
            uint literalState = bits.Read(literalTable!.Log);
            uint offsetState = bits.Read(offsetTable!.Log);
            uint copyState = bits.Read(copyTable!.Log);
            for (int i = 0; i < count; i++)
            {
                FseTable.Entry literal = literalTable[literalState];
                FseTable.Entry copy = copyTable[copyState];
                FseTable.Entry offset = offsetTable[offsetState];
                uint value = (1u << offset.Symbol) + bits.Read(offset.Symbol);
                int copied = SequenceCodes.CopyBases[copy.Symbol] + (int)bits.Read(SequenceCodes.CopyBits[copy.Symbol]);
                int literalCount = SequenceCodes.LiteralBases[literal.Symbol] + (int)bits.Read(SequenceCodes.LiteralBits[literal.Symbol]);
                if (i + 1 < count)
                {
                    literalState = literal.Base + bits.Read(literal.Bits);
                    copyState = copy.Base + bits.Read(copy.Bits);
                    offsetState = offset.Base + bits.Read(offset.Bits);
                }

                int distance = OffsetOf(value, literalCount == 0);
                long reach = Math.Min((long)farthest + (at - start) + literalCount, int.MaxValue);
                if (literalCount > rest.Length || (uint)(distance - 1) >= reach || (long)literalCount + copied > buffer.Length - at)
                {
                    throw new InvalidDataException("A sequence reaches beyond what there is.");
                }

                rest[..literalCount].CopyTo(buffer[at..]);
                rest = rest[literalCount..];
                at += literalCount;
                Copy(buffer, at, distance, copied);
                at += copied;
            }

            if (bits.Left != 0)
            {
                throw new InvalidDataException("A stream of sequences does not end where it should.");
            }
        }
        else if (!block.IsEmpty)
        {
            throw new InvalidDataException("A block without sequences goes on.");
        }

        if (rest.Length > buffer.Length - at)
        {
            throw new InvalidDataException("A block is larger than blocks can be.");
        }

        rest.CopyTo(buffer[at..]);
        at += rest.Length;
    }

    /// <summary>A copy that reaches into itself repeats what it begins with.</summary>
    private static void Copy(Span<byte> buffer, int at, int distance, int count)
    {
        Span<byte> target = buffer.Slice(at, count);
        if (distance >= count)
        {
            buffer.Slice(at - distance, count).CopyTo(target);
        }
        else if (distance == 1)
        {
            target.Fill(buffer[at - 1]);
        }
        else
        {
            // What is there doubles with each step.
            int done = distance;
            buffer.Slice(at - distance, distance).CopyTo(target);
            while (done < count)
            {
                int step = Math.Min(done, count - done);
                target[..step].CopyTo(target[done..]);
                done += step;
            }
        }
    }

    /// <summary>Values up to 3 stand for one of the last three offsets, moved on by one after no literals (RFC 8878, 3.1.1.5).</summary>
    private int OffsetOf(uint value, bool isAfterNoLiterals)
    {
        const int Repeats = 3;
        if (value > Repeats)
        {
            (offsets[0], offsets[1], offsets[2]) = ((int)Math.Min(value - Repeats, int.MaxValue), offsets[0], offsets[1]);
            return offsets[0];
        }

        int place = (int)value - (isAfterNoLiterals ? 0 : 1);
        int offset = place < Repeats ? offsets[place] : offsets[0] - 1;
        if (place > 1)
        {
            offsets[2] = offsets[1];
        }

        if (place > 0)
        {
            (offsets[0], offsets[1]) = (offset, offsets[0]);
        }

        return offset;
    }

    private static int ReadCount(ref ReadOnlySpan<byte> block)
    {
        const int FirstLong = 0x7f00;
        (int count, int taken) = block switch
        {
            [byte.MaxValue, byte low, byte high, ..] => (low + (high << 8) + FirstLong, 3),
            [byte.MaxValue, ..] => (0, 0),
            [>= 128, byte low, ..] => (((block[0] - 128) << 8) + low, 2),
            [>= 128] => (0, 0),
            [..] => (block.IsEmpty ? 0 : block[0], 1),
        };
        if (taken == 0 || block.IsEmpty)
        {
            throw new InvalidDataException("The count of sequences is cut.");
        }

        block = block[taken..];
        return count;
    }

    private void ReadTables(ref ReadOnlySpan<byte> block)
    {
        if (block.IsEmpty || (block[0] & 3) != 0)
        {
            throw new InvalidDataException("The kinds of tables make no sense.");
        }

        int kinds = block[0];
        block = block[1..];
        literalTable = ReadTable(ref block, kinds >> 6, SequenceCodes.UsualLiterals, literalTable, SequenceCodes.LiteralBases.Length, SequenceCodes.LargestLengthLog);
        offsetTable = ReadTable(ref block, (kinds >> 4) & 3, SequenceCodes.UsualOffsets, offsetTable, SequenceCodes.OffsetCodes, SequenceCodes.LargestOffsetLog);
        copyTable = ReadTable(ref block, (kinds >> 2) & 3, SequenceCodes.UsualCopies, copyTable, SequenceCodes.CopyBases.Length, SequenceCodes.LargestLengthLog);
    }

    private static FseTable ReadTable(ref ReadOnlySpan<byte> block, int kind, FseTable usual, FseTable? kept, int symbols, int largestLog)
    {
        const int Usual = 0;
        const int OneSymbol = 1;
        const int Described = 2;
        switch (kind)
        {
            case Usual:
                return usual;
            case OneSymbol when !block.IsEmpty && block[0] < symbols:
                byte symbol = block[0];
                block = block[1..];
                return FseTable.Of(symbol);
            case Described:
                return FseTable.Read(ref block, symbols, largestLog);
            default:
                return kind > Described && kept is not null ? kept : throw new InvalidDataException("A table of sequences is not there.");
        }
    }
}
