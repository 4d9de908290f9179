using ArazzoDurable.Runtime.Durability;
using Microsoft.Data.Sqlite;

namespace ArazzoDurable.Embedded.Storage;

/// <summary>The database file cannot be read or written: it is damaged, of a newer release, or the disk gave way.</summary>
/// <param name="file">The database file.</param>
/// <param name="reason">What is wrong, as the end of a sentence.</param>
/// <param name="innerException">What SQLite said.</param>
public sealed class DatabaseFailedException(string file, string reason, Exception? innerException = null)
    : StoreFailedException($"The database file '{file}' failed: {reason}", innerException)
{
    const int Corrupt = 11;
    const int Full = 13;
    const int NotADatabase = 26;

    /// <summary>The database file.</summary>
    public string File { get; } = file;

    /// <inheritdoc/>
    public override bool MayPass => InnerException is not SqliteException { SqliteErrorCode: Corrupt or NotADatabase };

    internal static DatabaseFailedException Of(string file, SqliteException exception) => new(file, Reason(exception), exception);

    static string Reason(SqliteException exception) => exception.SqliteErrorCode switch
    {
        Corrupt or NotADatabase => "it is damaged, or is no database of this program. Restore it from a copy, or move it away to begin anew.",
        Full => "there is no room left on the disk.",
        _ => exception.Message,
    };
}
