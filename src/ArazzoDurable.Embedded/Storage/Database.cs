using System.Collections.Concurrent;
using ArazzoDurable.Embedded.DataFolders;
using Microsoft.Data.Sqlite;

namespace ArazzoDurable.Embedded.Storage;

/// <summary>The database file: one session that writes, and a pool of those that read what was committed.</summary>
sealed class Database : IDisposable
{
    readonly ConcurrentBag<SqliteSession> readers = [];
    volatile bool closed;

    Database(string file, SqliteSession writer)
    {
        File = file;
        Writer = writer;
    }

    public string File { get; }

    /// <summary>The session of the one who writes.</summary>
    public SqliteSession Writer { get; }

    public static Database Open(string file, int maxPages)
    {
        SQLitePCL.Batteries_V2.Init();
        SqliteSession? writer = null;
        try
        {
            Create(file);
            writer = SqliteSession.Open(file, readOnly: false);
            writer.Query("PRAGMA journal_mode = WAL", row => row.GetString(0));
            writer.Execute("PRAGMA synchronous = FULL");
            Schema.Prepare(writer, file);
            if (maxPages > 0)
                writer.Query(FormattableString.Invariant($"PRAGMA max_page_count = {maxPages}"), row => row.GetInt64(0));
            return new Database(file, writer);
        }
        catch (SqliteException exception)
        {
            writer?.Dispose();
            throw DatabaseFailedException.Of(file, exception);
        }
        catch
        {
            writer?.Dispose();
            throw;
        }
    }

    /// <summary>Reads what is committed by now.</summary>
    public T Read<T>(Func<SqliteSession, T> read)
    {
        try
        {
            ObjectDisposedException.ThrowIf(closed, typeof(EmbeddedHost));
            if (!readers.TryTake(out var session))
                session = SqliteSession.Open(File, readOnly: true);
            return ReadAndReturn(session, read);
        }
        catch (SqliteException exception)
        {
            throw DatabaseFailedException.Of(File, exception);
        }
    }

    public void Dispose()
    {
        closed = true;
        while (readers.TryTake(out var session))
            session.Dispose();
        Writer.Dispose();
    }

    T ReadAndReturn<T>(SqliteSession session, Func<SqliteSession, T> read)
    {
        T result;
        try
        {
            result = read(session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
        readers.Add(session);
        // Closed meanwhile: nobody else would dispose of it.
        if (closed && readers.TryTake(out var left))
            left.Dispose();
        return result;
    }

    /// <summary>An empty file is a database to SQLite, which gives its side files the same mode.</summary>
    static void Create(string file)
    {
        try
        {
            OwnersFile.Open(file, FileMode.OpenOrCreate, FileShare.ReadWrite).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseFailedException(file, exception.Message, exception);
        }
    }
}
