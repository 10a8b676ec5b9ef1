using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace RstKb.Cases.Storage;

/// <summary>The database's file and how it is opened.</summary>
public static class CaseDatabaseFile
{
    /// <summary>The file's name within the data folder.</summary>
    public const string Name = "rstkb.db";

    /// <summary>Sets a context's options for the file in <paramref name="dataFolder"/>.</summary>
    public static void Configure(DbContextOptionsBuilder options, string dataFolder)
    {
        ArgumentNullException.ThrowIfNull(options);
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(dataFolder, Name),
            // The system's library leaves foreign keys off unless it is told.
            ForeignKeys = true,
        };
        options.UseSqlite(connection.ToString()).AddInterceptors(Pragmas);
    }

    private static readonly SqlitePragmas Pragmas = new();
}
