using System.Buffers.Binary;
using System.Numerics;

namespace RstKb.Capture.Files.Sources.Zstd;

/// <summary>The check sum of zstd's frames: XXH64 with the seed 0 (xxHash fast digest algorithm, section "XXH64").</summary>
internal sealed class XxHash64
{
    private const ulong Prime1 = 0x9e3779b185ebca87;
    private const ulong Prime2 = 0xc2b2ae3d27d4eb4f;
    private const ulong Prime3 = 0x165667b19e3779f9;
    private const ulong Prime4 = 0x85ebca77c2b2ae63;
    private const ulong Prime5 = 0x27d4eb2f165667c5;
    private const int StripeBytes = 32;

    private readonly byte[] held = new byte[StripeBytes];
    private readonly ulong[] lanes = new ulong[4];
    private int heldBytes;
    private ulong length;

    /// <summary>Begins anew.</summary>
    public void Reset()
    {
        (lanes[0], lanes[1], lanes[2], lanes[3]) = (unchecked(Prime1 + Prime2), Prime2, 0, unchecked(0 - Prime1));
        heldBytes = 0;
        length = 0;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        length += (ulong)bytes.Length;
        if (heldBytes > 0)
        {
            int taken = Math.Min(StripeBytes - heldBytes, bytes.Length);
            bytes[..taken].CopyTo(held.AsSpan(heldBytes));
            heldBytes += taken;
            bytes = bytes[taken..];
            if (heldBytes < StripeBytes)
            {
                return;
            }

            Stripe(held);
            heldBytes = 0;
        }

        for (; bytes.Length >= StripeBytes; bytes = bytes[StripeBytes..])
        {
            Stripe(bytes);
        }

        bytes.CopyTo(held);
        heldBytes = bytes.Length;
    }

    /// <summary>The sum of all that was added.</summary>
    public ulong Sum()
    {
        ulong sum = unchecked(length >= StripeBytes ? Merged() + length : Prime5 + length);
        ReadOnlySpan<byte> rest = held.AsSpan(0, heldBytes);
        for (; rest.Length >= 8; rest = rest[8..])
        {
            sum = unchecked((BitOperations.RotateLeft(sum ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * Prime1) + Prime4);
        }

        if (rest.Length >= 4)
        {
            sum = unchecked((BitOperations.RotateLeft(sum ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1), 23) * Prime2) + Prime3);
            rest = rest[4..];
        }

        foreach (byte value in rest)
        {
            sum = unchecked(BitOperations.RotateLeft(sum ^ (value * Prime5), 11) * Prime1);
        }

        sum = unchecked((sum ^ (sum >> 33)) * Prime2);
        sum = unchecked((sum ^ (sum >> 29)) * Prime3);
        return sum ^ (sum >> 32);
    }

    private static ulong Round(ulong lane, ulong word) => unchecked(BitOperations.RotateLeft(lane + (word * Prime2), 31) * Prime1);

    private void Stripe(ReadOnlySpan<byte> stripe)
    {
        for (int i = 0; i < lanes.Length; i++)
        {
            lanes[i] = Round(lanes[i], BinaryPrimitives.ReadUInt64LittleEndian(stripe[(8 * i)..]));
        }
    }

    private ulong Merged()
    {
        ulong sum = unchecked(
            BitOperations.RotateLeft(lanes[0], 1) + BitOperations.RotateLeft(lanes[1], 7) + BitOperations.RotateLeft(lanes[2], 12) + BitOperations.RotateLeft(lanes[3], 18));
        foreach (ulong lane in lanes)
        {
            sum = unchecked(((sum ^ Round(0, lane)) * Prime1) + Prime4);
        }

        return sum;
    }
}
