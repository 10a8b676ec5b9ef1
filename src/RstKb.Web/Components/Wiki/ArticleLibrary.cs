using RstKb.Cases.Search;
using RstKb.Knowledge;
using RstKb.Web.Components.Controls;
using RstKb.Web.Hosting;

namespace RstKb.Web.Components.Wiki;

/// <summary>
/// The articles as they are on disk. While somebody asks, the files' times are looked at every two seconds at most, and what changed is read in the
/// background. An article that cannot be read leaves the version before it, and the log says so.
/// </summary>
public sealed class ArticleLibrary
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly TimeProvider clock;
    private readonly ILogger<ArticleLibrary> log;
    private volatile LibraryState state;
    private long checkedAt;
    private int isChecking;

    /// <exception cref="ArticleFormatException">An article breaks a rule.</exception>
    public ArticleLibrary(ContentFolder folder, TimeProvider clock, ILogger<ArticleLibrary> log)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(clock);
        (this.clock, this.log) = (clock, log);
        state = StateOf(ArticleCatalogue.Load(folder.Path));
        checkedAt = clock.GetTimestamp();
    }

    /// <summary>The articles now.</summary>
    public LibraryState Current
    {
        get
        {
            if (clock.GetElapsedTime(Volatile.Read(ref checkedAt)) > Every && Interlocked.Exchange(ref isChecking, 1) == 0)
            {
                _ = Task.Run(Check);
            }

            return state;
        }
    }

    private void Check()
    {
        try
        {
            var before = state.Catalogue;
            var now = before.Refresh();
            if (now == before)
            {
                return;
            }

            state = StateOf(now);
            foreach (var fault in now.Faults.Except(before.Faults))
            {
                log.LogWarning("{File} changed and cannot be read, so the version before it stays: {Reason}", fault.SourcePath, fault.Reason);
            }
        }
        catch (Exception fault)
        {
            // What was read before goes on being shown; a check that failed is made again.
            log.LogError(fault, "The articles could not be read again.");
        }
        finally
        {
            Volatile.Write(ref checkedAt, clock.GetTimestamp());
            Volatile.Write(ref isChecking, 0);
        }
    }

    private static LibraryState StateOf(ArticleCatalogue catalogue) => new(
        catalogue,
        new SearchIndex(catalogue, FullText),
        new CauseTitles(catalogue.Articles.Where(article => article.Kind == ArticleKind.Cause).ToDictionary(article => article.Slug, article => article.Title)));

    // Held by the search and closed by the collector with it: a request may still be asking the one before.
    private static FullText FullText(IReadOnlyList<IReadOnlyList<string>> pages, IReadOnlyList<double> weights)
    {
        var table = new TermTable(pages, weights);
        return new FullText(table.Terms, table.Score, table.RarityOf, table.Like);
    }
}
