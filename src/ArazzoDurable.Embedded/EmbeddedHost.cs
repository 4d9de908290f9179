using ArazzoDurable.Embedded.DataFolders;
using ArazzoDurable.Embedded.Events;
using ArazzoDurable.Embedded.Execution;
using ArazzoDurable.Embedded.Instances;
using ArazzoDurable.Embedded.Runs;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded;

/// <summary>
/// Durability in one process, on SQLite in a data folder. Whatever is acknowledged survives the death of the process. An activity starts, a
/// timer runs and a status is seen only when what led to it is durable. A completed activity is never run again; one under way when the
/// process dies is. Opening carries on nothing: <see cref="RecoverAsync(CancellationToken)"/> does.
/// </summary>
public sealed class EmbeddedHost : IAsyncDisposable
{
    readonly DataFolder folder;
    readonly Database database;
    readonly HostCore core;
    readonly EmbeddedInstances instances;
    readonly TimeSpan grace;
    int closed;

    EmbeddedHost(DataFolder folder, Database database, EmbeddedOptions options, EmbeddedRegistry registry)
    {
        this.folder = folder;
        this.database = database;
        grace = options.ShutdownGrace;
        core = new HostCore(options, registry, database);
        instances = new EmbeddedInstances(core);
        Administration = new EmbeddedAdministration(core);
        RunStore = new RunStore(core);
        EventLog = new EventLog(core, options.KeptEvents);
    }

    /// <summary>The instances: those scheduled here run at once.</summary>
    public IInstances Instances => instances;

    /// <summary>What whoever runs the host may do to any instance. One that is not carried on yet takes a command without being carried on.</summary>
    public IInstanceAdministration Administration { get; }

    /// <summary>What runs keep beside their instances.</summary>
    public IRunStore RunStore { get; }

    /// <summary>What happened in runs.</summary>
    public IEventLog EventLog { get; }

    /// <summary>How many transactions this host has committed.</summary>
    public long Commits => core.Writer.Commits;

    /// <summary>What stopped the host before it was closed, such as a full disk; null while it works. Every call then fails with it.</summary>
    public Exception? Failure => core.Failure;

    /// <summary>How many unfinished instances are in memory now.</summary>
    internal int LiveInstances => core.Live.Count;

    /// <summary>Ends when the writer has stopped.</summary>
    internal Task WriterEnded => core.Writer.Ended;

    /// <summary>Whether a host has worked in this folder. Touches nothing.</summary>
    public static bool IsDataFolder(string path) => File.Exists(DataFolder.DatabaseFileOf(path));

    /// <summary>Opens the data folder, and creates it when it is not there.</summary>
    /// <exception cref="DataFolderInUseException">Another process, or another host of this one, works in it.</exception>
    /// <exception cref="DataFolderUnusableException">It cannot be created or written to.</exception>
    /// <exception cref="DatabaseFailedException">Its database is damaged, or of a newer release.</exception>
    public static Task<EmbeddedHost> OpenAsync(EmbeddedOptions options, EmbeddedRegistry registry, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxLiveInstances, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConcurrentActivities, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ShutdownGrace, TimeSpan.Zero);
        return Task.Run(() => Open(options, registry), cancellationToken);
    }

    /// <summary>Carries on every instance that has not ended and is not carried on yet.</summary>
    /// <returns>How many.</returns>
    public Task<int> RecoverAsync(CancellationToken cancellationToken) => RecoverAsync(InstanceRows.Unfinished, cancellationToken);

    /// <summary>Carries on the instances whose ids begin with <paramref name="instanceIdOrPrefix"/>, and their children at any depth, as far as they have not ended and are not carried on yet.</summary>
    /// <returns>How many.</returns>
    public Task<int> RecoverAsync(string instanceIdOrPrefix, CancellationToken cancellationToken) =>
        RecoverAsync(session => InstanceRows.Unfinished(session, instanceIdOrPrefix), cancellationToken);

    /// <summary>The present state of an instance, then each later one once it is durable; who is slow misses all but the latest. Ends with the final state, and at once when there is no such instance.</summary>
    public IAsyncEnumerable<InstanceState> WatchAsync(string instanceId, CancellationToken cancellationToken) =>
        instances.WatchAsync(instanceId, cancellationToken);

    /// <summary>How many rows the history of an instance has: those of its present generation. A completed instance has none.</summary>
    public Task<long> CountHistoryAsync(string instanceId, CancellationToken cancellationToken) =>
        Task.FromResult(database.Read(session => HistoryRows.Count(session, instanceId)));

    /// <summary>
    /// Closes the host. No activity, timer or child begins any more. Those activities that run may end within
    /// <see cref="EmbeddedOptions.ShutdownGrace"/>, and how they ended is written; the others are cancelled and count as not done. What was
    /// handed over is written, and the folder is free. Instances go on when a host that is opened later recovers them.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) == 1)
            return;
        var reason = new ObjectDisposedException(nameof(EmbeddedHost));
        core.BeginClosing();
        // A writer that has failed records nothing more.
        await Task.WhenAny(core.UnderWay.Done, core.Writer.Ended, Task.Delay(grace));
        core.Stop();
        core.Writer.Close(reason);
        await CloseAsync(reason);
    }

    /// <summary>Drops all that is not committed, as if the process were killed now.</summary>
    internal async Task AbandonAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) == 1)
            return;
        core.Writer.Abandon();
        core.Stop();
        await CloseAsync(new ObjectDisposedException(nameof(EmbeddedHost)));
    }

    static EmbeddedHost Open(EmbeddedOptions options, EmbeddedRegistry registry)
    {
        var folder = DataFolder.Open(options.DataFolder, options.Holder, options.TimeProvider.GetUtcNow());
        Database? database = null;
        try
        {
            database = Database.Open(folder.DatabaseFile, options.MaxPages);
            return new EmbeddedHost(folder, database, options, registry);
        }
        catch
        {
            database?.Dispose();
            folder.Dispose();
            throw;
        }
    }

    Task<int> RecoverAsync(Func<SqliteSession, List<string>> unfinished, CancellationToken cancellationToken) =>
        Task.Run(() => database.Read(unfinished).Count(core.CarryOn), cancellationToken);

    async Task CloseAsync(Exception reason)
    {
        await core.Writer.Ended;
        core.CloseActors(reason);
        await Task.WhenAny(core.Activities.Idle, Task.Delay(grace));
        core.Timers.Dispose();
        core.Activities.Dispose();
        database.Dispose();
        folder.Dispose();
    }
}
