namespace RstKb.Diagnosis;

/// <summary>
/// Whether the sentences of the clues are wanted. A table of a million verdicts shows none of them, and composing them would take most of its
/// time. The switch is the thread's own, so that a rule has nothing to pass on.
/// </summary>
internal static class Telling
{
    [ThreadStatic]
    private static bool isOff;

    public static bool IsWanted => !isOff;

    /// <summary>Leaves the sentences out until it is disposed of, on the same thread.</summary>
    public static Silence Off()
    {
        bool before = isOff;
        isOff = true;
        return new Silence(before);
    }

    internal readonly ref struct Silence(bool before)
    {
        public void Dispose() => isOff = before;
    }
}
