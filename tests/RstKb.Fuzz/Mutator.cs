using System.IO.Compression;

namespace RstKb.Fuzz;

/// <summary>Damages captures at random, and always in the same way under the same seed.</summary>
/// <param name="bases">Whole captures.</param>
/// <param name="seed">Any number.</param>
public sealed class Mutator(IReadOnlyList<byte[]> bases, int seed)
{
    private const int MostBytes = 64 * 1024;

    // Lengths, counts and shifts at which readers go wrong.
    private static readonly uint[] Edges = [0, 1, 2, 3, 4, 7, 8, 12, 16, 20, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff];

    private readonly Random random = new(seed);

    /// <summary>The next input.</summary>
    public byte[] Next()
    {
        List<byte> bytes = [.. Any()];
        for (int change = random.Next(1, 8); change > 0 && bytes.Count > 0; change--)
        {
            Change(bytes);
        }

        byte[] input = [.. bytes.Take(MostBytes)];
        return input.Length > 0 && random.Next(20) == 0 ? Packed(input) : input;
    }

    private byte[] Any()
    {
        byte[] whole = bases[random.Next(bases.Count)];
        return whole.Length <= MostBytes ? whole : whole[..random.Next(1, MostBytes)];
    }

    private void Change(List<byte> bytes)
    {
        // Most of the fields that are believed stand near the start of the file and of its records.
        int at = random.Next(random.Next(3) == 0 ? Math.Min(bytes.Count, 128) : bytes.Count);
        switch (random.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2 or 3:
                Put(bytes, at, Edges[random.Next(Edges.Length)], random.Next(3), random.Next(2) == 0);
                break;
            case 4:
                bytes.RemoveRange(at, Math.Min(random.Next(1, 64), bytes.Count - at));
                break;
            case 5:
                byte[] noise = new byte[random.Next(1, 64)];
                random.NextBytes(noise);
                bytes.InsertRange(at, noise);
                break;
            case 6:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 7:
                byte[] other = Any();
                int from = random.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(random.Next(1, 2048), other.Length - from)).ToArray());
                break;
            default:
                int count = Math.Min(random.Next(1, 512), bytes.Count - at);
                bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, count));
                break;
        }
    }

    private static void Put(List<byte> bytes, int at, uint value, int size, bool isBigEndian)
    {
        int count = 1 << size;
        for (int i = 0; i < count && at + i < bytes.Count; i++)
        {
            bytes[at + i] = (byte)(value >> (8 * (isBigEndian ? count - 1 - i : i)));
        }
    }

    private byte[] Packed(byte[] input)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(input);
        }

        byte[] bytes = packed.ToArray();
        if (random.Next(2) == 0)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }

        return bytes;
    }
}
