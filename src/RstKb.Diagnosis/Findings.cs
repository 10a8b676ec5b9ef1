using RstKb.Diagnosis.Scene;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Diagnosis;

/// <summary>
/// What one cause finds in a scene, for itself and against itself. A clue that is not there says nothing, so a rule asks for it and hands it on in one breath.
/// </summary>
public sealed class Findings
{
    private readonly List<Evidence>? kept = Telling.IsWanted ? [] : null;
    private EvidenceTally tally;

    /// <summary>What this cause finds in this scene.</summary>
    public static Findings Of(Cause cause, ResetScene scene)
    {
        var findings = new Findings();
        cause.Examine(scene, findings);
        return findings;
    }

    /// <summary>The cause had nothing to say.</summary>
    public bool IsEmpty => tally == default;

    /// <summary>How many observations of each strength there are.</summary>
    public EvidenceTally Tally => tally;

    /// <summary>The observations in the order in which they were made; none where nobody reads them (see <see cref="Telling"/>).</summary>
    public IReadOnlyList<Evidence> Kept => kept ?? [];

    /// <summary>The clue speaks for the cause.</summary>
    public void For(Strength strength, Clue? clue) => Note(clue, strength, speaks: true);

    /// <summary>The clue speaks against the cause.</summary>
    public void Against(Strength strength, Clue? clue) => Note(clue, strength, speaks: false);

    private void Note(in Clue? clue, Strength strength, bool speaks)
    {
        if (clue is { } fact)
        {
            tally.Add(strength, speaks);
            kept?.Add(new Evidence(fact, strength, speaks));
        }
    }
}
