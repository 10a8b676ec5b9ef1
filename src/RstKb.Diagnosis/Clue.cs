namespace RstKb.Diagnosis;

/// <summary>A fact with its figures, told once and used by every cause that it speaks for or against.</summary>
public readonly struct Clue
{
    /// <param name="code">A stable short name of this kind of fact.</param>
    /// <param name="text">One sentence, lower case at its start, without a final stop.</param>
    /// <param name="packets">The packets to look at.</param>
    public Clue(string code, ClueText text, params ReadOnlySpan<long> packets)
    {
        Code = code;
        if (Telling.IsWanted)
        {
            Text = text.Told();
            Packets = packets.ToArray();
        }
    }

    public string Code { get; }

    /// <summary>Empty where nobody reads it: see <see cref="Telling"/>.</summary>
    public string Text => field ?? "";

    /// <summary>Empty where nobody reads them.</summary>
    public IReadOnlyList<long> Packets => field ?? [];
}
