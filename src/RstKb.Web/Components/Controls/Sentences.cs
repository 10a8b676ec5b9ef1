namespace RstKb.Web.Components.Controls;

/// <summary>Evidence comes as parts of sentences, lower case and without a stop, so that they can be joined; here one becomes a sentence.</summary>
public static class Sentences
{
    /// <summary>The text with a capital and a full stop.</summary>
    public static string Sentence(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return trimmed;
        }

        var end = trimmed[^1] is '.' or '?' or ':' ? "" : ".";
        return char.ToUpperInvariant(trimmed[0]) + trimmed[1..] + end;
    }
}
