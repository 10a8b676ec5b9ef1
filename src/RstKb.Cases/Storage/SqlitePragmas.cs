using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace RstKb.Cases.Storage;

/// <summary>
/// Settings of a connection: readers go on while somebody writes (write-ahead log), a power cut may cost the last moments but never the file's
/// soundness (synchronous NORMAL, SQLite documentation "Write-Ahead Logging", section 3.2), deleted text is overwritten.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Text = "PRAGMA journal_mode=wal; PRAGMA synchronous=normal; PRAGMA secure_delete=fast; PRAGMA temp_store=memory;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = Text;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite has no asynchronous calls: the asynchronous ones would do the same on this thread.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
