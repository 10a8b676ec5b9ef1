using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RstKb.Cases.Storage;

namespace RstKb.Cases.Search;

/// <summary>Finds cases by their names and by what was noted beside them, and what was noted on articles.</summary>
public sealed class CaseSearch(IDbContextFactory<CaseDatabase> databases)
{
    /// <summary>Stands before what matched in a snippet; no text that is kept holds it.</summary>
    public const char MarkStart = '\u0001';

    /// <summary>Stands behind what matched.</summary>
    public const char MarkEnd = '\u0002';

    /// <summary>Hits that one call gives at most.</summary>
    public const int MaxTake = 50;

    private const int MostWords = 12;
    private const int ShortestPrefix = 2;

    // A name says more than what stands in a note; a case whose capture is still arriving, and one of a sample, is nobody's find.
    private const string Sql = """
        SELECT f.rowid, snippet(case_text, CASE f.rowid % 4 WHEN 0 THEN 0 ELSE 1 END, char(1), char(2), '…', 24),
               c.PublicId, c.Name, c.ResetFlows, n.Flow, a.Article, f.title
        FROM case_text f
        LEFT JOIN notes n ON f.rowid % 4 = 1 AND n.Id = f.rowid / 4
        LEFT JOIN cases c ON c.Id = CASE f.rowid % 4 WHEN 0 THEN f.rowid / 4 WHEN 1 THEN n.CaseId END
        LEFT JOIN article_notes a ON f.rowid % 4 = 2 AND a.Id = f.rowid / 4
        WHERE case_text MATCH $words AND (a.Id IS NOT NULL OR (c.State <> 'receiving' AND c.IsSample = 0))
        ORDER BY bm25(case_text, 3.0, 1.0) LIMIT $take
        """;

    /// <summary>The best hits first: those that hold all words of a query, the last of which may be unfinished.</summary>
    /// <param name="take">1 to <see cref="MaxTake"/>; other values are moved there.</param>
    public async Task<IReadOnlyList<CaseTextHit>> FindAsync(string query, int take, CancellationToken cancellationToken = default)
    {
        string words = Words(query);
        if (words.Length == 0)
        {
            return [];
        }

        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Database.OpenConnectionAsync(cancellationToken);
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = Sql;
        Add("$words", words);
        Add("$take", Math.Clamp(take, 1, MaxTake));
        var hits = new List<CaseTextHit>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            hits.Add(new CaseTextHit
            {
                Snippet = rows.GetString(1),
                CaseId = rows.IsDBNull(2) ? null : rows.GetString(2),
                CaseName = rows.IsDBNull(3) ? "" : rows.GetString(3),
                ResetFlows = rows.IsDBNull(4) ? 0 : rows.GetInt32(4),
                Flow = rows.IsDBNull(5) ? null : rows.GetInt32(5),
                Article = rows.IsDBNull(6) ? null : rows.GetString(6),
                Author = rows.GetInt64(0) % CaseText.Kinds == CaseText.CaseKind ? null : rows.GetString(7),
            });
        }

        return hits;

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>The query in the words of FTS5: each word in quotation marks, so that nothing in it is an operator.</summary>
    private static string Words(string query)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (char letter in query ?? "")
        {
            if (char.IsLetterOrDigit(letter))
            {
                word.Append(letter);
            }
            else
            {
                Take();
            }
        }

        bool isOpen = word.Length >= ShortestPrefix;
        Take();
        return words.Count is 0 or > MostWords ? "" : string.Join(' ', words) + (isOpen ? " *" : "");

        void Take()
        {
            if (word.Length > 0)
            {
                words.Add(string.Create(CultureInfo.InvariantCulture, $"\"{word}\""));
                word.Clear();
            }
        }
    }
}
