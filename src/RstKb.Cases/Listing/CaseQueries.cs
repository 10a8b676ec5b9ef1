using System.Net;
using Microsoft.EntityFrameworkCore;
using RstKb.Cases.Entities;
using RstKb.Cases.Flows;
using RstKb.Cases.Storage;

namespace RstKb.Cases.Listing;

/// <summary>The list's filter and order as SQL.</summary>
internal static class CaseQueries
{
    private const int MaxText = 100;

    // Sorts behind every character of an address.
    private const string AfterAddresses = "~";

    /// <summary>The cases that stand in lists.</summary>
    public static IQueryable<Case> Listed(this CaseDatabase database) =>
        database.Cases.AsNoTracking().Where(row => row.State != CaseState.Receiving && !row.IsSample);

    /// <summary>Those with resets whose main cause counts.</summary>
    public static IQueryable<Case> WithResets(this IQueryable<Case> cases) => cases.Where(row => row.State == CaseState.Done && row.ResetFlows > 0);

    /// <summary>Those that the filter lets through.</summary>
    public static IQueryable<Case> Matching(this IQueryable<Case> cases, CaseDatabase database, CaseFilter filter)
    {
        if (!string.IsNullOrWhiteSpace(filter.Cause))
        {
            string? cause = filter.Cause == FlowFilter.NoCause ? null : filter.Cause;
            cases = cases.WithResets().Where(row => row.MainCause == cause);
        }

        if (string.IsNullOrWhiteSpace(filter.Text))
        {
            return cases;
        }

        string text = filter.Text.Trim();
        text = text.Length > MaxText ? text[..MaxText] : text;
        string pattern = LikePattern.Containing(text);
        IQueryable<int> noted = database.Notes
            .FromSql($"SELECT * FROM notes WHERE Id IN (SELECT rowid / 4 FROM case_text WHERE case_text MATCH {Phrase(text)} AND rowid % 4 = 1)").Select(note => note.CaseId);
        if (AddressBeginning(text) is not { } first)
        {
            return cases.Where(row => EF.Functions.Like(row.Name, pattern, LikePattern.Escape) || EF.Functions.Like(row.CaptureName, pattern, LikePattern.Escape) || noted.Contains(row.Id));
        }

        string end = first + AfterAddresses;
        return cases.Where(row => EF.Functions.Like(row.Name, pattern, LikePattern.Escape) || EF.Functions.Like(row.CaptureName, pattern, LikePattern.Escape)
            || database.CaseHosts.Any(host => host.CaseId == row.Id && string.Compare(host.Address, first) >= 0 && string.Compare(host.Address, end) < 0) || noted.Contains(row.Id));
    }

    /// <summary>In the order that is wanted.</summary>
    public static IQueryable<Case> OrderedBy(this IQueryable<Case> cases, CaseSort sort)
    {
        IOrderedQueryable<Case> ordered = sort switch
        {
            { Column: CaseColumn.Name, Descending: false } => cases.OrderBy(row => EF.Functions.Collate(row.Name, "NOCASE")).ThenByDescending(row => row.CreatedAt),
            { Column: CaseColumn.Name } => cases.OrderByDescending(row => EF.Functions.Collate(row.Name, "NOCASE")).ThenByDescending(row => row.CreatedAt),
            { Column: CaseColumn.Resets, Descending: false } => cases.OrderBy(row => row.ResetFlows).ThenByDescending(row => row.CreatedAt),
            { Column: CaseColumn.Resets } => cases.OrderByDescending(row => row.ResetFlows).ThenByDescending(row => row.CreatedAt),
            { Descending: false } => cases.OrderBy(row => row.CreatedAt),
            _ => cases.OrderByDescending(row => row.CreatedAt),
        };
        return sort is { Column: CaseColumn.Opened, Descending: false } ? ordered.ThenBy(row => row.Id) : ordered.ThenByDescending(row => row.Id);
    }

    // Words that stand together in a note's text, not in its author's name; the last may be unfinished (SQLite documentation, "FTS5 Extension", section 3).
    private static string Phrase(string text) => $"body : \"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\" *";

    // Null where no address begins so. An address of IPv6 in another spelling is asked for as reports write it.
    private static string? AddressBeginning(string text) =>
        !text.All(letter => char.IsAsciiHexDigit(letter) || letter is '.' or ':') ? null
        : text.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(text, out IPAddress? whole) ? whole.ToString()
        : text.ToLowerInvariant();
}
