namespace RstKb.Cases.Storage;

/// <summary>Patterns for SQL's LIKE from what people type.</summary>
internal static class LikePattern
{
    public const string Escape = "\\";

    private const int MaxLength = 100;

    /// <summary>Matches what holds <paramref name="text"/> anywhere; its own wildcards are taken literally and 100 characters count.</summary>
    public static string Containing(string text)
    {
        string wanted = text.Trim();
        wanted = wanted.Length > MaxLength ? wanted[..MaxLength] : wanted;
        return $"%{wanted.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";
    }
}
