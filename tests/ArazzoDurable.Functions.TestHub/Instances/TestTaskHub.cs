using System.Collections.Concurrent;
using System.Text.Json;
using ArazzoDurable.Embedded;
using ArazzoDurable.Runtime.Durability;
using Microsoft.DurableTask;

namespace ArazzoDurable.Functions.TestHub.Instances;

/// <summary>
/// A task hub of the Durable Task extension in this process, with the embedded host behind it. Instances that wait are dropped from memory,
/// so that whatever wakes one has it replayed, as the extension does.
/// </summary>
sealed class TestTaskHub : IAsyncDisposable
{
    readonly ConcurrentDictionary<string, bool> ids = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<string> broken = new();
    readonly ConcurrentDictionary<string, string> failures = new(StringComparer.Ordinal);

    TestTaskHub()
    {
    }

    /// <summary>The embedded host, whose store and log stand in for Blob Storage.</summary>
    public EmbeddedHost Host { get; private set; } = null!;

    /// <summary>Whether timers fire as those of Azure Storage do: after whole seconds, so up to one early.</summary>
    public bool TimersFireEarly { get; private init; }

    /// <summary>The durable timers that were set.</summary>
    public ConcurrentQueue<TimerSet> Timers { get; } = new();

    /// <summary>What the extension would not have put up with.</summary>
    public IEnumerable<string> Breaches => broken;

    /// <summary>The ids of all instances that were ever started here.</summary>
    public IEnumerable<string> Ids => ids.Keys;

    /// <summary>Opens it.</summary>
    /// <param name="folder">The folder of the embedded host.</param>
    /// <param name="time">The clock of durable timers.</param>
    /// <param name="orchestrators">Runs the orchestrator functions, by name.</param>
    /// <param name="activities">Runs the activity functions, by name.</param>
    /// <param name="timersFireEarly">Whether timers fire as those of Azure Storage do.</param>
    public static async Task<TestTaskHub> OpenAsync(
        string folder,
        TimeProvider time,
        IReadOnlyDictionary<string, Func<TaskOrchestrationContext, Task<object?>>> orchestrators,
        IReadOnlyDictionary<string, Func<JsonElement, CancellationToken, Task<object?>>> activities,
        bool timersFireEarly = false)
    {
        var hub = new TestTaskHub { TimersFireEarly = timersFireEarly };
        var registry = new EmbeddedRegistry();
        foreach (var (name, run) in orchestrators)
            registry.AddOrchestration<JsonElement, JsonElement>(name, (context, input) => hub.RunAsync(run, new TestOrchestrationContext(hub, name, context, input)));
        foreach (var (name, run) in activities)
            registry.AddActivity<JsonElement, JsonElement>(name, async (input, cancelled) => Payloads.Write(await run(input, cancelled)));
        var options = new EmbeddedOptions { DataFolder = folder, TimeProvider = time, MaxLiveInstances = 1, ShutdownGrace = TimeSpan.FromMilliseconds(500) };
        hub.Host = await EmbeddedHost.OpenAsync(options, registry, default);
        return hub;
    }

    /// <summary>Notes that an instance is started.</summary>
    public void Remember(string id) => ids.TryAdd(id, true);

    /// <summary>Notes what the extension would not have put up with.</summary>
    public InvalidOperationException Broken(string what)
    {
        broken.Enqueue(what);
        return new InvalidOperationException(what);
    }

    /// <summary>How a failed instance is told of: the type of what it failed with, and its message.</summary>
    public string FailureOf(InstanceState state) => $"{failures.GetValueOrDefault(state.InstanceId, "ArazzoDurable.Embedded.Execution.NonDeterminismException")}: {state.Output?.GetString()}";

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    async Task<JsonElement> RunAsync(Func<TaskOrchestrationContext, Task<object?>> run, TaskOrchestrationContext context)
    {
        try
        {
            return Payloads.Write(await run(context));
        }
        catch (Exception exception) when (exception.GetType().FullName is { } type)
        {
            // The embedded host keeps the message alone.
            failures[context.InstanceId] = type;
            throw;
        }
    }
}
