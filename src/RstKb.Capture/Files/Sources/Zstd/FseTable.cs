using System.Numerics;

namespace RstKb.Capture.Files.Sources.Zstd;

/// <summary>A table of finite state entropy (RFC 8878, 4.1): each state gives a symbol and tells how to reach the next one.</summary>
internal sealed class FseTable
{
    private const short Rare = -1;

    private readonly Entry[] entries;

    private FseTable(int log)
    {
        Log = log;
        entries = new Entry[1 << log];
    }

    /// <summary>Bits of a state.</summary>
    public int Log { get; }

    public ref readonly Entry this[uint state] => ref entries[state];

    /// <summary>The table of one symbol only.</summary>
    public static FseTable Of(byte symbol)
    {
        var table = new FseTable(0);
        table.entries[0] = new Entry(symbol, 0, 0);
        return table;
    }

    /// <param name="counts">How many states each symbol has; -1 for one that is rarer than a state is worth.</param>
    /// <param name="log">The sum of the counts is two to the power of this.</param>
    public static FseTable Of(ReadOnlySpan<short> counts, int log)
    {
        var table = new FseTable(log);
        Entry[] entries = table.entries;
        int size = entries.Length;
        Span<int> next = stackalloc int[256];
        int high = size;
        for (int symbol = 0; symbol < counts.Length; symbol++)
        {
            if (counts[symbol] == Rare)
            {
                entries[--high] = new Entry((byte)symbol, 0, 0);
                next[symbol] = 1;
            }
        }

        int step = (size >> 1) + (size >> 3) + 3;
        int place = 0;
        for (int symbol = 0; symbol < counts.Length; symbol++)
        {
            next[symbol] = counts[symbol] > 0 ? counts[symbol] : next[symbol];
            for (int i = 0; i < counts[symbol]; i++)
            {
                entries[place] = new Entry((byte)symbol, 0, 0);
                do
                {
                    place = (place + step) & (size - 1);
                }
                while (place >= high);
            }
        }

        for (int state = 0; state < size; state++)
        {
            byte symbol = entries[state].Symbol;
            int number = next[symbol]++;
            int bits = log - BitOperations.Log2((uint)number);
            entries[state] = new Entry(symbol, (byte)bits, (ushort)((number << bits) - size));
        }

        return table;
    }

    /// <summary>Reads a table's description (RFC 8878, 4.1.1) and steps behind it.</summary>
    /// <param name="bytes">Begins with the description.</param>
    /// <param name="mostSymbols">Symbols that there are.</param>
    /// <param name="largestLog">The largest table that is allowed.</param>
    /// <exception cref="InvalidDataException">The description makes no sense.</exception>
    public static FseTable Read(ref ReadOnlySpan<byte> bytes, int mostSymbols, int largestLog)
    {
        var bits = new ForwardBits(bytes);
        int log = bits.Read(4) + 5;
        Span<short> counts = stackalloc short[256];
        int symbols = 0;
        int left = 1 << log;
        while (left > 0 && symbols < mostSymbols && log <= largestLog)
        {
            int count = ReadCount(ref bits, left);
            left -= Math.Abs(count);
            counts[symbols++] = (short)count;
            for (int zeros = count == 0 ? 3 : 0; zeros == 3; symbols += zeros)
            {
                zeros = bits.Read(2);
            }
        }

        if (left != 0 || symbols > mostSymbols || bits.IsBeyondEnd)
        {
            throw new InvalidDataException("A table of probabilities makes no sense.");
        }

        bytes = bytes[bits.BytesRead..];
        return Of(counts[..symbols], log);
    }

    /// <summary>A count takes as many bits as the largest one possible, or one less where the value is small enough.</summary>
    private static int ReadCount(ref ForwardBits bits, int left)
    {
        int width = BitOperations.Log2((uint)left + 1) + 1;
        int small = (1 << (width - 1)) - 1;
        int spared = (1 << width) - 1 - (left + 1);
        int value = bits.Read(width - 1);
        if (value >= spared && bits.Read(1) != 0)
        {
            value += small + 1 - spared;
        }

        return value - 1;
    }

    /// <summary>One state.</summary>
    /// <param name="Symbol">What it stands for.</param>
    /// <param name="Bits">Bits to read for the next state.</param>
    /// <param name="Base">What they are added to.</param>
    internal readonly record struct Entry(byte Symbol, byte Bits, ushort Base);
}
