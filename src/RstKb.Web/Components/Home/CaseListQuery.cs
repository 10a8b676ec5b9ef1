using System.Globalization;
using RstKb.Cases.Listing;

namespace RstKb.Web.Components.Home;

/// <summary>What the list of cases shows, as its address says it: filter, order, first row. What cannot be read counts as absent.</summary>
public sealed record CaseListQuery
{
    /// <summary>Cases on one page.</summary>
    public const int PageSize = 50;

    public string? Text { get; init; }

    /// <summary>A slug, or the word for cases of which no cause stands out.</summary>
    public string? Cause { get; init; }

    public CaseSort Sort { get; init; } = CaseSort.Default;

    /// <summary>Cases before the first one of the page.</summary>
    public int Row { get; init; }

    /// <summary>The same for the store.</summary>
    public CaseFilter Filter => new() { Text = Text, Cause = Cause };

    /// <summary>True where not all cases are wanted.</summary>
    public bool IsFiltered => Text is not null || Cause is not null;

    /// <summary>Reads the values of the address.</summary>
    public static CaseListQuery Parse(string? text, string? cause, string? sort, string? row) => new()
    {
        Text = string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        Cause = string.IsNullOrWhiteSpace(cause) ? null : cause.Trim(),
        Sort = CaseSort.Parse(sort),
        Row = int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first : 0,
    };

    /// <summary>The pairs of the address in their fixed order, so that equal views have equal addresses.</summary>
    public IReadOnlyList<(string Name, string? Value)> Pairs() =>
    [
        ("q", Text), ("cause", Cause), ("sort", Sort == CaseSort.Default ? null : Sort.ToString()), ("row", Row > 0 ? Row.ToString(CultureInfo.InvariantCulture) : null),
    ];

    /// <summary>The address of this view.</summary>
    public string At() => Urls.WithQuery(Urls.Cases, [.. Pairs()]);

    /// <summary>The address of the page that begins at another row.</summary>
    public string AtRow(int row) => (this with { Row = Math.Max(0, row) }).At();

    /// <summary>The address of the same cases in another order, from the first on.</summary>
    public string InOrder(CaseSort sort) => (this with { Sort = sort, Row = 0 }).At();

    /// <summary>The address of cases with another main cause, from the first on; null for any.</summary>
    public string WithCause(string? cause) => (this with { Cause = cause, Row = 0 }).At();
}
