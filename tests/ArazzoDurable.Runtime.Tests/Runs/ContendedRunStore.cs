using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Tests.Walk;

namespace ArazzoDurable.Runtime.Tests.Runs;

/// <summary>A run store that answers later than it is asked, and whose record another process changes now and then, so that replacing loses.</summary>
sealed class ContendedRunStore(int seed, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> others) : IRunStore, IDisposable
{
    readonly MemoryRunStore store = new();
    readonly Random random = new(seed);
    readonly SemaphoreSlim gate = new(1);

    /// <summary>How many values were replaced by those who asked.</summary>
    public int Replaced { get; private set; }

    /// <summary>How often another process came first.</summary>
    public int Lost { get; private set; }

    /// <summary>How many of the next writes lose, and none after them; null when chance has it.</summary>
    public int? Loses { get; set; }

    /// <summary>What reads wait for.</summary>
    public Task Opened { get; init; } = Task.CompletedTask;

    /// <summary>Whether the next write fails.</summary>
    public bool Fails { get; set; }

    public async Task<StoredValue?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        await Opened;
        await Task.Yield();
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await store.ReadAsync(key, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task<string?> TryReplaceAsync(string key, ReadOnlyMemory<byte> value, string entityTag, CancellationToken cancellationToken)
    {
        await Task.Yield();
        await gate.WaitAsync(cancellationToken);
        try
        {
            await InterfereAsync(key, cancellationToken);
            var replaced = await store.TryReplaceAsync(key, value, entityTag, cancellationToken);
            Replaced += replaced is null ? 0 : 1;
            return replaced;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    public Task<string?> TryCreateAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) => store.TryCreateAsync(key, value, cancellationToken);

    public Task<bool> TryDeleteAsync(string key, string entityTag, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task PutAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<StoredEntry>> ListAsync(string prefix, string? after, int top, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ListKeysAsync(string prefix, string? after, int top, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> DeleteAsync(string prefix, int top, CancellationToken cancellationToken) => throw new NotSupportedException();

    async Task InterfereAsync(string key, CancellationToken cancellationToken)
    {
        if (Fails)
        {
            Fails = false;
            throw new IOException("The disk is gone.");
        }
        var loses = Loses is { } left ? left > 0 : random.Next(3) == 0;
        if (!loses || await store.ReadAsync(key, cancellationToken) is not { } stored)
            return;
        Loses--;
        Lost++;
        await store.PutAsync(key, others(stored.Value), cancellationToken);
    }
}
