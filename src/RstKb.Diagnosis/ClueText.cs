using System.Runtime.CompilerServices;

namespace RstKb.Diagnosis;

/// <summary>
/// The sentence of a <see cref="Clue"/>. A rule writes it as an interpolated string; where nobody will read it, the compiler's code leaves it out
/// together with all that stands in its braces.
/// </summary>
[InterpolatedStringHandler]
public ref struct ClueText
{
    private readonly string? whole;
    private DefaultInterpolatedStringHandler text;

    /// <summary>Called by the compiler's code for an interpolated string.</summary>
    /// <param name="literalLength">Characters outside the braces.</param>
    /// <param name="formattedCount">Number of braces.</param>
    /// <param name="isWanted">Whether the parts are to be given.</param>
    public ClueText(int literalLength, int formattedCount, out bool isWanted)
    {
        isWanted = Telling.IsWanted;
        text = isWanted ? new DefaultInterpolatedStringHandler(literalLength, formattedCount) : default;
    }

    private ClueText(string whole) => this.whole = whole;

    public static implicit operator ClueText(string whole) => new(whole);

    public void AppendLiteral(string value) => text.AppendLiteral(value);

    public void AppendFormatted(string? value) => text.AppendFormatted(value);

    public void AppendFormatted<T>(T value) => text.AppendFormatted(value);

    public void AppendFormatted<T>(T value, string? format) => text.AppendFormatted(value, format);

    /// <summary>The sentence; only where it is wanted, and once.</summary>
    internal string Told() => whole ?? text.ToStringAndClear();
}
