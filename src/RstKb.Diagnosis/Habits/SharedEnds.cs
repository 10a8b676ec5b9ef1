namespace RstKb.Diagnosis.Habits;

/// <summary>
/// Tells which ends occur once only, without keeping them: two bits for each hash. An end that occurs twice is always told to be shared; one in
/// a dozen of those that occur once is, too.
/// </summary>
internal sealed class SharedEnds
{
    private const int BitsPerEnd = 8;

    private readonly ulong[] seen;
    private readonly ulong[] seenAgain;
    private readonly int mask;

    /// <param name="ends">How many will be noted.</param>
    public SharedEnds(int ends)
    {
        int words = (int)Math.Min(1 << 26, System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1, (long)ends * BitsPerEnd / 64)));
        seen = new ulong[words];
        seenAgain = new ulong[words];
        mask = words - 1;
    }

    public void Note(int hash)
    {
        ref ulong once = ref seen[hash >> 6 & mask];
        ulong bit = 1UL << hash;
        seenAgain[hash >> 6 & mask] |= once & bit;
        once |= bit;
    }

    public bool MayBeShared(int hash) => (seenAgain[hash >> 6 & mask] >> hash & 1) != 0;
}
