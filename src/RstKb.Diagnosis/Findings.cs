using RstKb.Diagnosis.Scene;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Diagnosis;

/// <summary>
/// What a cause finds in a scene, for itself and against itself. A clue that is not there says nothing, so a rule asks for it and hands it on in one breath.
/// </summary>
public sealed class Findings
{
    private EvidenceTally tally;
    private List<Evidence>? kept;

    /// <summary>Lets a cause examine a scene, and tells how many observations of each strength it made; what another one found is forgotten.</summary>
    public EvidenceTally Of(Cause cause, ResetScene scene)
    {
        tally = default;
        kept = null;
        cause.Examine(scene, this);
        return tally;
    }

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
            if (Telling.IsWanted)
            {
                (kept ??= []).Add(new Evidence(fact, strength, speaks));
            }
        }
    }
}
