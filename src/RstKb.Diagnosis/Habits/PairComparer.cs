using RstKb.Capture.Flows;

namespace RstKb.Diagnosis.Habits;

/// <summary>Compares pairs of numbers that a capture chose; as with <see cref="SeededComparer"/> no capture can make their hashes all equal.</summary>
internal sealed class PairComparer : IEqualityComparer<(ulong A, ulong B)>
{
    private readonly SeededComparer numbers = new();

    public bool Equals((ulong A, ulong B) x, (ulong A, ulong B) y) => x == y;

    public int GetHashCode((ulong A, ulong B) pair) => numbers.GetHashCode(pair.A ^ (ulong)(uint)numbers.GetHashCode(pair.B) << 32);
}
