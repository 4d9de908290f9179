using System.Security.Cryptography;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs.Control;

/// <summary>
/// Marks of the commands that are being carried out: set before the record is changed, removed when the command is done in full. One that
/// stays tells of a command that broke off, whatever the age of its run, so that nobody has to read all records to find it.
/// </summary>
/// <param name="services">What walks are made with.</param>
sealed class CommandMarks(WalkServices services)
{
    const int RandomBytes = 10;
    const int PageSize = 256;

    static readonly ReadOnlyMemory<byte> Content = "1"u8.ToArray();

    /// <summary>Marks that a command is about to change a run; gives the key of the mark. When this returns, it is durable.</summary>
    public async Task<string> SetAsync(string runId, CancellationToken cancellationToken)
    {
        // An id of this kind tells its time.
        var key = RunKeys.Command(runId, RunId.Create(services.Time.GetUtcNow(), RandomNumberGenerator.GetBytes(RandomBytes)).ToString());
        await services.Records.Store.PutAsync(key, Content, cancellationToken);
        return key;
    }

    /// <summary>Removes a mark, for its command is done in full, or changed nothing.</summary>
    public Task RemoveAsync(string key) => services.Records.Store.DeleteAsync(key, 1, CancellationToken.None);

    /// <summary>The keys of the first marks after one, in their order.</summary>
    public Task<IReadOnlyList<string>> ListAsync(string? after, int top, CancellationToken cancellationToken) =>
        services.Records.Store.ListKeysAsync(RunKeys.CommandPrefix, after, top, cancellationToken);

    /// <summary>Removes all marks; for the start of a host alone, which has seen to all runs, and has nobody yet that commands them.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        while (await services.Records.Store.DeleteAsync(RunKeys.CommandPrefix, PageSize, cancellationToken) == PageSize)
            cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>The run that a mark is of.</summary>
    public static string RunOf(string key) => key.Split('/')[1];

    /// <summary>Whether a mark was set before a time.</summary>
    public static bool IsBefore(string key, DateTimeOffset time) => RunId.TryParse(key.Split('/')[^1], out var mark) && mark.Time < time;
}
