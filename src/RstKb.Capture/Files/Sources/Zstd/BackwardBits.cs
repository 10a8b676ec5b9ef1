using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace RstKb.Capture.Files.Sources.Zstd;

/// <summary>Reads bits from the end of a stream to its start (RFC 8878, 4.1): the highest bit set of the last byte marks where they begin.</summary>
internal ref struct BackwardBits
{
    private const int WordBytes = 8;

    private readonly ReadOnlySpan<byte> bytes;

    // A stream shorter than a word is kept as one.
    private readonly ulong whole;

    /// <exception cref="InvalidDataException">The stream is empty or has no mark.</exception>
    public BackwardBits(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[^1] == 0)
        {
            throw new InvalidDataException("A bit stream has no end mark.");
        }

        this.bytes = bytes;
        Left = (bytes.Length * 8) - 1 - (7 - BitOperations.Log2(bytes[^1]));
        if (bytes.Length < WordBytes)
        {
            for (int i = 0; i < bytes.Length; i++)
            {
                whole |= (ulong)bytes[i] << (8 * i);
            }
        }
    }

    /// <summary>Bits that are not read; fewer than 0 where more were read than there are, which come as zeros.</summary>
    public int Left { get; private set; }

    /// <summary>Reads at most 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Read(int count)
    {
        uint value = Peek(count);
        Left -= count;
        return value;
    }

    /// <summary>Looks at the next bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint Peek(int count)
    {
        int at = Left - count;
        return at >= 0 ? (uint)(WordFrom(at) & ((1ul << count) - 1)) : BeyondStart(count);
    }

    /// <summary>Gives up bits that were looked at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count) => Left -= count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong WordFrom(int bit)
    {
        if (bytes.Length < WordBytes)
        {
            return whole >> bit;
        }

        int start = Math.Min(bit >> 3, bytes.Length - WordBytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes[start..]) >> (bit - (start * 8));
    }

    private readonly uint BeyondStart(int count) =>
        Left <= 0 ? 0 : (uint)((WordFrom(0) & ((1ul << Left) - 1)) << (count - Left));
}
