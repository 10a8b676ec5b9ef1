using System.Text.RegularExpressions;

namespace RstKb.Knowledge.FrontMatter;

/// <summary>The front matter of an article with its meaning. Unknown keys and missing keys are errors: a typing mistake must not lose a value.</summary>
internal sealed partial record ArticleHeader
{
    private static readonly string[] CauseKeys = ["slug", "title", "summary", "errors", "stage", "sent_by", "harm", "lost", "related", "reviewed"];
    /// <summary>Guides without a place follow those that have one.</summary>
    private const int LastInOrder = 10;

    private static readonly string[] GuideKeys = ["slug", "title", "summary", "reviewed"];

    public required string Slug { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required IReadOnlyList<string> Errors { get; init; }

    public string? Stage { get; init; }

    public string? SentBy { get; init; }

    public string? Harm { get; init; }

    public string? Lost { get; init; }

    public string? Seen { get; init; }

    public bool IsSortable { get; init; }

    public int Order { get; init; }

    public string? NoRuleBecause { get; init; }

    public required IReadOnlyList<string> Related { get; init; }

    public required int RelatedLine { get; init; }

    public required DateOnly Reviewed { get; init; }

    public static ArticleHeader Read(ArticleKind kind, FrontMatterBlock block)
    {
        string[] required = kind == ArticleKind.Cause ? CauseKeys : GuideKeys;
        string[] optional = kind == ArticleKind.Cause ? ["seen", "rule", "rule_because"] : ["errors", "related", "sortable", "order"];
        RefuseUnknownAndMissing(block, required, optional);
        var values = block.Values;
        return new ArticleHeader
        {
            Slug = ReadSlug(block),
            Title = values["title"].AsText(),
            Summary = values["summary"].AsText(),
            Errors = values.GetValueOrDefault("errors")?.AsList() ?? [],
            Stage = values.GetValueOrDefault("stage")?.AsOneOf("connecting", "sending", "silence", "closing"),
            SentBy = values.GetValueOrDefault("sent_by")?.AsOneOf("client", "server", "middlebox", "either"),
            Harm = values.GetValueOrDefault("harm")?.AsOneOf("harmful", "benign", "depends"),
            Lost = values.GetValueOrDefault("lost")?.AsText(),
            Seen = kind == ArticleKind.Cause ? values.GetValueOrDefault("seen")?.AsOneOf("often", "sometimes", "rarely") ?? "sometimes" : null,
            IsSortable = values.GetValueOrDefault("sortable")?.AsOneOf("yes") is not null,
            Order = ReadOrder(block),
            NoRuleBecause = ReadNoRule(block),
            Related = values.GetValueOrDefault("related")?.AsList() ?? [],
            RelatedLine = values.GetValueOrDefault("related")?.Line ?? 1,
            Reviewed = values["reviewed"].AsDate(),
        };
    }

    private static void RefuseUnknownAndMissing(FrontMatterBlock block, string[] required, string[] optional)
    {
        foreach (var (key, value) in block.Values)
        {
            if (!required.Contains(key) && !optional.Contains(key))
            {
                throw new ArticleFormatException(
                    block.File, value.Line, $"the key {key} is not known here; known are {string.Join(", ", [.. required, .. optional])}");
            }
        }

        string[] missing = [.. required.Where(key => !block.Values.ContainsKey(key))];
        if (missing.Length > 0)
        {
            throw new ArticleFormatException(block.File, 1, $"the front matter lacks {string.Join(", ", missing)}");
        }
    }

    private static string ReadSlug(FrontMatterBlock block)
    {
        var value = block.Values["slug"];
        string slug = value.AsText();
        if (!SlugPattern().IsMatch(slug))
        {
            throw value.Wrong("is lower-case words with hyphens between them");
        }

        return slug == Path.GetFileNameWithoutExtension(block.File)
            ? slug
            : throw value.Wrong($"is the file's name without .md, not {slug}");
    }

    private static int ReadOrder(FrontMatterBlock block)
    {
        if (block.Values.GetValueOrDefault("order") is not { } value)
        {
            return LastInOrder;
        }

        return value.AsText() is [>= '1' and <= '9' and var digit] ? digit - '0' : throw value.Wrong("is a digit from 1 to 9");
    }

    private static string? ReadNoRule(FrontMatterBlock block)
    {
        var rule = block.Values.GetValueOrDefault("rule");
        var because = block.Values.GetValueOrDefault("rule_because");
        if (rule is null)
        {
            return because is null ? null : throw because.Wrong("stands only beside rule: none");
        }

        rule.AsOneOf("none");
        return because?.AsText() ?? throw rule.Wrong("has to be followed by rule_because");
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex SlugPattern();
}
