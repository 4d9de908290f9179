using System.Globalization;
using ArazzoDurable.Embedded.Execution;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Runs;

/// <summary>The run store of an embedded host: a table beside those of the instances, written by the same writer.</summary>
sealed class RunStore(HostCore host) : IRunStore
{
    public Task<StoredValue?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        RunKey.Check(key);
        return Task.FromResult(host.Database.Read(session => EntryRows.Find(session, key))?.Stored);
    }

    public Task<string?> TryCreateAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        var (bytes, tag) = (value.ToArray(), EntryRows.FirstTag());
        return WriteAsync(key, session => EntryRows.TryCreate(session, key, bytes, tag) ? EntryRows.TagOf(tag) : null, cancellationToken);
    }

    public Task<string?> TryReplaceAsync(string key, ReadOnlyMemory<byte> value, string entityTag, CancellationToken cancellationToken)
    {
        if (!long.TryParse(entityTag, NumberStyles.None, CultureInfo.InvariantCulture, out var tag))
            return Task.FromResult<string?>(null);
        var bytes = value.ToArray();
        return WriteAsync(key, session => EntryRows.TryReplace(session, key, bytes, tag) ? EntryRows.TagOf(tag + 1) : null, cancellationToken);
    }

    public async Task<bool> TryDeleteAsync(string key, string entityTag, CancellationToken cancellationToken) =>
        long.TryParse(entityTag, NumberStyles.None, CultureInfo.InvariantCulture, out var tag)
        && await WriteAsync(key, session => EntryRows.TryDelete(session, key, tag) ? entityTag : null, cancellationToken) is not null;

    public Task PutAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        var (bytes, tag) = (value.ToArray(), EntryRows.FirstTag());
        return WriteAsync(key, Put, cancellationToken);

        string? Put(SqliteSession session)
        {
            EntryRows.Put(session, key, bytes, tag);
            return null;
        }
    }

    public Task<IReadOnlyList<StoredEntry>> ListAsync(string prefix, string? after, int top, CancellationToken cancellationToken)
    {
        RunKey.CheckPrefix(prefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        return Task.FromResult<IReadOnlyList<StoredEntry>>(host.Database.Read(session => EntryRows.List(session, prefix, after ?? "", top)));
    }

    public Task<IReadOnlyList<string>> ListKeysAsync(string prefix, string? after, int top, CancellationToken cancellationToken)
    {
        RunKey.CheckPrefix(prefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        return Task.FromResult<IReadOnlyList<string>>(host.Database.Read(session => EntryRows.ListKeys(session, prefix, after ?? "", top)));
    }

    public async Task<int> DeleteAsync(string prefix, int top, CancellationToken cancellationToken)
    {
        RunKey.CheckPrefix(prefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        cancellationToken.ThrowIfCancellationRequested();
        var write = new EntryRemoval(prefix, top);
        host.Writer.Enqueue(write);
        return await write.Completion.WaitAsync(cancellationToken);
    }

    async Task<string?> WriteAsync(string key, Func<SqliteSession, string?> perform, CancellationToken cancellationToken)
    {
        RunKey.Check(key);
        cancellationToken.ThrowIfCancellationRequested();
        var write = new EntryWrite(perform);
        host.Writer.Enqueue(write);
        return await write.Completion.WaitAsync(cancellationToken);
    }
}
