using System.Net;
using System.Text;

namespace RstKb.Knowledge.Search;

/// <summary>Cuts the few words out of an article that show why it was found.</summary>
internal static class Snippets
{
    private const int Characters = 180;

    /// <summary>A part of an article whose words have been cut already: cutting them again for each search would take most of its time.</summary>
    /// <param name="HeadingId">Null for the summary and for what stands before the first heading.</param>
    public sealed record Part(string? HeadingId, string Text, IReadOnlyList<Word> Words);

    /// <summary>The summary, then the sections.</summary>
    public static IReadOnlyList<Part> PartsOf(Article article) =>
        [new Part(null, article.Summary, Words.In(article.Summary)), .. article.Sections.Select(section => new Part(section.HeadingId, section.Text, Words.In(section.Text)))];

    /// <summary>The place with the most different words of the query: the summary where it is as good as any section.</summary>
    public static (string Html, string? HeadingId) Of(IReadOnlyList<Part> parts, IReadOnlySet<string> terms)
    {
        var best = (Part: parts[0], From: 0, Distinct: DistinctIn(parts[0].Words, terms));
        foreach (var part in parts.Skip(1))
        {
            var (from, distinct) = BestWindow(part.Words, terms);
            if (distinct > best.Distinct)
            {
                best = (part, from, distinct);
            }
        }

        return (Cut(best.Part.Text, best.From, terms), best.Part.HeadingId);
    }

    /// <summary>A whole text, escaped, with the terms marked; terms that follow one another are one mark.</summary>
    public static string Marked(string text, IReadOnlySet<string> terms)
    {
        var html = new StringBuilder(text.Length + 32);
        int written = 0;
        foreach (var word in Words.In(text).Where(word => terms.Contains(word.Term)).OrderBy(word => word.Start).ThenByDescending(word => word.Length))
        {
            if (word.Start < written)
            {
                continue;
            }

            html.Append(WebUtility.HtmlEncode(text[written..word.Start]))
                .Append("<mark>").Append(WebUtility.HtmlEncode(text.Substring(word.Start, word.Length))).Append("</mark>");
            written = word.Start + word.Length;
        }

        return html.Append(WebUtility.HtmlEncode(text[written..])).Replace("</mark> <mark>", " ").ToString();
    }

    private static int DistinctIn(IReadOnlyList<Word> words, IReadOnlySet<string> terms) =>
        words.Where(word => terms.Contains(word.Term)).Select(word => word.Term).Distinct().Count();

    /// <summary>A window slides over the hits; it knows at each step how often it holds each term.</summary>
    private static (int From, int Distinct) BestWindow(IReadOnlyList<Word> words, IReadOnlySet<string> terms)
    {
        var hits = words.Where(word => terms.Contains(word.Term)).ToList();
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        var best = (From: 0, Distinct: 0);
        int end = 0;
        foreach (var first in hits)
        {
            while (end < hits.Count && hits[end].Start + hits[end].Length <= first.Start + Characters)
            {
                held[hits[end].Term] = held.GetValueOrDefault(hits[end].Term) + 1;
                end++;
            }

            if (held.Count > best.Distinct)
            {
                best = (first.Start, held.Count);
            }

            if (held.TryGetValue(first.Term, out int count) && count > 1)
            {
                held[first.Term] = count - 1;
            }
            else
            {
                held.Remove(first.Term);
            }
        }

        return best;
    }

    private static string Cut(string text, int from, IReadOnlySet<string> terms)
    {
        if (text.Length <= Characters + 40)
        {
            return Marked(text, terms);
        }

        int start = from < 40 ? 0 : text.IndexOf(' ', from - 40) + 1;
        start = start > from ? from : start;
        int end = Math.Min(text.Length, start + Characters);
        int lastBlank = end < text.Length ? text.LastIndexOf(' ', end - 1, end - start) : end;
        end = lastBlank > start ? lastBlank : end;
        string before = start > 0 ? "… " : "";
        string after = end < text.Length ? " …" : "";
        return $"{before}{Marked(text[start..end], terms)}{after}";
    }
}
