using System.Globalization;
using Microsoft.Data.Sqlite;

namespace RstKb.Cases.Search;

/// <summary>
/// Full text in memory: pages of terms in an FTS5 table, ranked by BM25 with a weight for each field (SQLite documentation, "FTS5 Extension",
/// section 5.1.1). Terms come ready, as lower-case letters and digits with blanks between them. It may be used from any thread.
/// </summary>
public sealed class TermTable : IDisposable
{
    private const int MostLike = 200;

    /// <summary>What FTS5 counts a term that half of the pages or more hold (fts5_aux.c, fts5Bm25GetData).</summary>
    private const double LeastRarityOfFts5 = 1e-6;

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly SqliteCommand _score;
    private readonly SqliteCommand _like;
    private readonly int _pages;

    /// <summary>What was asked before: one entry a term at most, and the pages never change.</summary>
    private readonly Dictionary<string, IReadOnlyList<(int Page, double Score)>> _known = new(StringComparer.Ordinal);

    /// <param name="pages">For each page the text of each field.</param>
    /// <param name="weights">One for each field.</param>
    /// <exception cref="ArgumentException">A page has more or fewer fields than there are weights.</exception>
    public TermTable(IReadOnlyList<IReadOnlyList<string>> pages, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Count == 0 || pages.Any(page => page.Count != weights.Count))
        {
            throw new ArgumentException("Every page needs one text for each weight.", nameof(pages));
        }

        _pages = pages.Count;
        _connection.Open();
        string columns = string.Join(", ", weights.Select((_, field) => $"f{field}"));
        Run($"CREATE VIRTUAL TABLE pages USING fts5({columns}, tokenize = \"unicode61 remove_diacritics 0\")");
        Run("CREATE VIRTUAL TABLE vocabulary USING fts5vocab('pages', 'row')");
        Run("CREATE VIRTUAL TABLE words USING fts5(word, tokenize = \"trigram\")");
        Fill(pages, weights.Count, columns);
        Terms = ReadTerms();
        string weighed = string.Join(", ", weights.Select(weight => weight.ToString("R", CultureInfo.InvariantCulture)));
        _score = Prepared($"SELECT rowid, -bm25(pages, {weighed}) FROM pages WHERE pages MATCH $terms");
        _like = Prepared($"SELECT word FROM words WHERE words MATCH $terms ORDER BY rank LIMIT {MostLike}");
    }

    /// <summary>Every term with the number of pages that hold it.</summary>
    public IReadOnlyDictionary<string, int> Terms { get; }

    /// <summary>How rare a term is among the pages: above 0 also where every page holds it.</summary>
    public double RarityOf(string term)
    {
        int holders = Terms.GetValueOrDefault(term);
        return Math.Log(1 + ((_pages - holders + 0.5) / (holders + 0.5)));
    }

    /// <summary>The pages that hold a term, by their place from 0, and what they are worth; more is better.</summary>
    public IReadOnlyList<(int Page, double Score)> Score(string term)
    {
        if (!Terms.TryGetValue(term, out int holders))
        {
            return [];
        }

        lock (_gate)
        {
            return _known.TryGetValue(term, out IReadOnlyList<(int Page, double Score)>? known) ? known : _known[term] = Ask(term, holders);
        }
    }

    private List<(int Page, double Score)> Ask(string term, int holders)
    {
        // FTS5 counts a common term for nothing; in a small collection every word of the subject is common, and still tells articles apart.
        double share = RarityOf(term) / Math.Max(LeastRarityOfFts5, Math.Log((_pages - holders + 0.5) / (holders + 0.5)));
        var found = new List<(int, double)>();
        _score.Parameters[0].Value = AnyOf([term]);
        using SqliteDataReader rows = _score.ExecuteReader();
        while (rows.Read())
        {
            found.Add((rows.GetInt32(0) - 1, rows.GetDouble(1) * share));
        }

        return found;
    }

    /// <summary>Terms that share runs of three letters with a word, those that share most first.</summary>
    public IReadOnlyList<string> Like(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (word.Length < 3)
        {
            return [];
        }

        lock (_gate)
        {
            var found = new List<string>();
            _like.Parameters[0].Value = AnyOf([.. Enumerable.Range(0, word.Length - 2).Select(start => word.Substring(start, 3))]);
            using SqliteDataReader rows = _like.ExecuteReader();
            while (rows.Read())
            {
                found.Add(rows.GetString(0));
            }

            return found;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _score.Dispose();
            _like.Dispose();
            _connection.Dispose();
        }
    }

    private static string AnyOf(IReadOnlyList<string> terms) =>
        string.Join(" OR ", terms.Select(term => $"\"{term.Replace("\"", "", StringComparison.Ordinal)}\""));

    private void Fill(IReadOnlyList<IReadOnlyList<string>> pages, int fields, string columns)
    {
        using SqliteTransaction all = _connection.BeginTransaction();
        using SqliteCommand insert = _connection.CreateCommand();
        insert.CommandText = $"INSERT INTO pages(rowid, {columns}) VALUES ($page, {string.Join(", ", Enumerable.Range(0, fields).Select(field => $"$f{field}"))})";
        for (int page = 0; page < pages.Count; page++)
        {
            insert.Parameters.Clear();
            insert.Parameters.AddWithValue("$page", page + 1);
            for (int field = 0; field < fields; field++)
            {
                insert.Parameters.AddWithValue($"$f{field}", pages[page][field]);
            }

            insert.ExecuteNonQuery();
        }

        all.Commit();
        Run("INSERT INTO words(word) SELECT term FROM vocabulary WHERE length(term) >= 3");
        Run("INSERT INTO pages(pages) VALUES ('optimize')");
    }

    private Dictionary<string, int> ReadTerms()
    {
        var terms = new Dictionary<string, int>(StringComparer.Ordinal);
        using SqliteCommand all = _connection.CreateCommand();
        all.CommandText = "SELECT term, doc FROM vocabulary";
        using SqliteDataReader rows = all.ExecuteReader();
        while (rows.Read())
        {
            terms.Add(rows.GetString(0), rows.GetInt32(1));
        }

        return terms;
    }

    private SqliteCommand Prepared(string text)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddWithValue("$terms", "");
        return command;
    }

    private void Run(string text)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
