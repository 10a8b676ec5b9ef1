using System.Numerics;

namespace RstKb.Capture.Files.Sources.Zstd;

/// <summary>The prefix codes of literals (RFC 8878, 4.2): for each row of bits the symbol that it begins with, and that symbol's own bits.</summary>
internal sealed class HuffmanTable
{
    private const int LongestCode = 11;
    private const int MostSymbols = 256;
    private const int LargestWeightLog = 6;

    private readonly Entry[] entries;

    private HuffmanTable(int longest)
    {
        Longest = longest;
        entries = new Entry[1 << longest];
    }

    /// <summary>Bits of the longest code.</summary>
    public int Longest { get; }

    /// <summary>Reads a tree's description, the weights of all symbols but the last, and steps behind it.</summary>
    /// <exception cref="InvalidDataException">The description makes no sense.</exception>
    public static HuffmanTable Read(ref ReadOnlySpan<byte> bytes)
    {
        const int FirstDirect = 128;
        Span<byte> weights = stackalloc byte[MostSymbols];
        int head = bytes.IsEmpty ? 0 : bytes[0];
        int size = head < FirstDirect ? head : (head - FirstDirect + 2) / 2;
        if (size == 0 || size >= bytes.Length)
        {
            throw new InvalidDataException("A tree of codes is cut.");
        }

        ReadOnlySpan<byte> description = bytes.Slice(1, size);
        bytes = bytes[(1 + size)..];
        int count = head < FirstDirect ? ReadPacked(description, weights) : ReadDirect(description, head - FirstDirect + 1, weights);
        return Of(weights, count);
    }

    /// <summary>Decodes one stream, which fills the whole target.</summary>
    /// <exception cref="InvalidDataException">The stream ends before or after.</exception>
    public void Decode(ReadOnlySpan<byte> stream, Span<byte> target)
    {
        var bits = new BackwardBits(stream);
        Entry[] table = entries;
        int longest = Longest;
        for (int i = 0; i < target.Length; i++)
        {
            Entry entry = table[bits.Peek(longest)];
            target[i] = entry.Symbol;
            bits.Skip(entry.Bits);
        }

        if (bits.Left != 0)
        {
            throw new InvalidDataException("A stream of literals does not end where it should.");
        }
    }

    private static int ReadDirect(ReadOnlySpan<byte> description, int count, Span<byte> weights)
    {
        for (int i = 0; i < count; i++)
        {
            weights[i] = (byte)((i & 1) == 0 ? description[i / 2] >> 4 : description[i / 2] & 0x0f);
        }

        return count;
    }

    /// <summary>Two states take turns, until one asks for bits that are not there.</summary>
    private static int ReadPacked(ReadOnlySpan<byte> description, Span<byte> weights)
    {
        FseTable table = FseTable.Read(ref description, MostSymbols, LargestWeightLog);
        var bits = new BackwardBits(description);
        uint state = bits.Read(table.Log);
        uint other = bits.Read(table.Log);
        int count = 0;
        while (count < MostSymbols - 2)
        {
            FseTable.Entry entry = table[state];
            weights[count++] = entry.Symbol;
            state = entry.Base + bits.Read(entry.Bits);
            if (bits.Left < 0)
            {
                weights[count++] = table[other].Symbol;
                return count;
            }

            (state, other) = (other, state);
        }

        throw new InvalidDataException("A tree of codes has more symbols than there are.");
    }

    /// <summary>The last symbol's weight is what the others leave of a power of two.</summary>
    private static HuffmanTable Of(Span<byte> weights, int count)
    {
        int sum = 0;
        foreach (byte weight in weights[..count])
        {
            sum += weight > LongestCode ? 1 << LongestCode : (1 << weight) >> 1;
        }

        int longest = sum == 0 ? 0 : BitOperations.Log2((uint)sum) + 1;
        int left = (1 << longest) - sum;
        if (longest is 0 or > LongestCode || !BitOperations.IsPow2(left) || count >= MostSymbols)
        {
            throw new InvalidDataException("The codes of a tree do not fill it.");
        }

        weights[count++] = (byte)(BitOperations.Log2((uint)left) + 1);
        var table = new HuffmanTable(longest);
        int place = 0;
        for (int weight = 1; weight <= longest; weight++)
        {
            int width = 1 << (weight - 1);
            for (int symbol = 0; symbol < count; symbol++)
            {
                if (weights[symbol] == weight)
                {
                    table.entries.AsSpan(place, width).Fill(new Entry((byte)symbol, (byte)(longest + 1 - weight)));
                    place += width;
                }
            }
        }

        return table;
    }

    private readonly record struct Entry(byte Symbol, byte Bits);
}
