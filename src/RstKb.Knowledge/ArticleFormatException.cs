namespace RstKb.Knowledge;

/// <summary>An article that breaks the rules of the content: its message names the file, the line and what is wrong.</summary>
public sealed class ArticleFormatException : Exception
{
    /// <param name="file">Path relative to the content folder.</param>
    /// <param name="line">From 1.</param>
    /// <param name="reason">One sentence without a final stop.</param>
    public ArticleFormatException(string file, int line, string reason)
        : base($"{file}, line {line}: {reason}")
    {
        File = file;
        Line = line;
        Reason = reason;
    }

    /// <summary>Path relative to the content folder, with forward slashes.</summary>
    public string File { get; }

    /// <summary>From 1.</summary>
    public int Line { get; }

    public string Reason { get; }
}
