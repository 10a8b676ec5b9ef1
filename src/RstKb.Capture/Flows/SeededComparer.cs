namespace RstKb.Capture.Flows;

/// <summary>Compares numbers that a capture chose. Their hashes depend on a seed, so that no capture can make them all equal.</summary>
public sealed class SeededComparer : IEqualityComparer<ulong>
{
    private readonly ulong seed = (ulong)Random.Shared.NextInt64() | 1;

    public bool Equals(ulong x, ulong y) => x == y;

    public int GetHashCode(ulong number)
    {
        ulong high = Math.BigMul(number ^ seed, 0x9E37_79B9_7F4A_7C15 ^ (seed << 7), out ulong low);
        return (int)((high ^ low) >> 16);
    }
}
