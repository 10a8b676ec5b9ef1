using System.Net;
using System.Text;

namespace RstKb.Knowledge.Search;

/// <summary>Cuts the few words out of an article that show why it was found.</summary>
internal static class Snippets
{
    private const int Characters = 180;

    /// <summary>The place with the most different words of the query: the summary where it is as good as any section.</summary>
    public static (string Html, string? HeadingId) Of(Article article, IReadOnlySet<string> terms)
    {
        var best = (Text: article.Summary, From: 0, Distinct: DistinctIn(article.Summary, terms), HeadingId: (string?)null);
        foreach (var section in article.Sections)
        {
            var (from, distinct) = BestWindow(section.Text, terms);
            if (distinct > best.Distinct)
            {
                best = (section.Text, from, distinct, section.HeadingId);
            }
        }

        return (Cut(best.Text, best.From, terms), best.HeadingId);
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

    private static int DistinctIn(string text, IReadOnlySet<string> terms) =>
        Words.In(text).Where(word => terms.Contains(word.Term)).Select(word => word.Term).Distinct().Count();

    private static (int From, int Distinct) BestWindow(string text, IReadOnlySet<string> terms)
    {
        var hits = Words.In(text).Where(word => terms.Contains(word.Term)).ToList();
        var best = (From: 0, Distinct: 0);
        for (int first = 0; first < hits.Count; first++)
        {
            int end = hits[first].Start + Characters;
            int distinct = hits.Skip(first).TakeWhile(hit => hit.Start + hit.Length <= end).Select(hit => hit.Term).Distinct().Count();
            if (distinct > best.Distinct)
            {
                best = (hits[first].Start, distinct);
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
