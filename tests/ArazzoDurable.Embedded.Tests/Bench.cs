using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Embedded.Tests.Clocks;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests;

/// <summary>A data folder and the hosts that a test opens in it, one after another.</summary>
public sealed class Bench : IAsyncDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    EmbeddedHost? host;

    /// <summary>No test waits longer than this for what must come.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "arazzo-embedded-" + Guid.NewGuid().ToString("N"));

    public EmbeddedRegistry Registry { get; set; } = new();

    public ManualClock Clock { get; } = new();

    public TimeProvider? OtherClock { get; set; }

    public int MaxLiveInstances { get; set; } = 10_000;

    public int MaxConcurrentActivities { get; set; } = 256;

    /// <summary>As long as tests have patience, lest a loaded machine decides what is recorded.</summary>
    public TimeSpan ShutdownGrace { get; set; } = Patience;

    public int KeptEvents { get; set; } = IEventLog.Kept;

    internal int MaxPages { get; set; }

    internal Func<CommitPoint, long, bool>? DiesAt { get; set; }

    public EmbeddedHost Host => host ?? throw new InvalidOperationException("No host is open.");

    public IInstances Instances => Host.Instances;

    public CancellationToken Token { get; } = CancellationToken.None;

    public async Task<EmbeddedHost> OpenAsync() => host = await EmbeddedHost.OpenAsync(
        new EmbeddedOptions
        {
            DataFolder = Folder,
            Holder = "a test",
            TimeProvider = OtherClock ?? Clock,
            JsonSerializerOptions = Json,
            MaxLiveInstances = MaxLiveInstances,
            MaxConcurrentActivities = MaxConcurrentActivities,
            ShutdownGrace = ShutdownGrace,
            MaxPages = MaxPages,
            KeptEvents = KeptEvents,
            DiesAt = DiesAt,
        },
        Registry,
        Token);

    /// <summary>Kills the host as the system would a process, and opens another.</summary>
    public async Task<int> KillAndRecoverAsync(EmbeddedRegistry? registry = null)
    {
        await Host.AbandonAsync();
        Registry = registry ?? Registry;
        await OpenAsync();
        return await Host.RecoverAsync(Token);
    }

    public Task<bool> ScheduleAsync<T>(string orchestration, string id, T input) => Instances.ScheduleAsync(orchestration, id, input, Token);

    public Task<bool> RaiseAsync<T>(string id, string name, T payload) => Instances.RaiseEventAsync(id, name, payload, Token);

    public async Task<InstanceState> EndOfAsync(string id) =>
        (await Instances.WaitForCompletionAsync(id, Token).WaitAsync(Patience)).ShouldNotBeNull();

    public Task<InstanceState?> StateAsync(string id) => Instances.GetAsync(id, Token);

    public Task<bool> SuspendAsync(string id, string? reason) => Host.Administration.CommandAsync(id, InstanceCommand.Suspend, reason, Token);

    public Task<bool> ResumeAsync(string id, string? reason) => Host.Administration.CommandAsync(id, InstanceCommand.Resume, reason, Token);

    public Task<bool> TerminateAsync(string id, string? reason) => Host.Administration.CommandAsync(id, InstanceCommand.Terminate, reason, Token);

    /// <summary>Waits until so much is kept for an instance that it has not taken yet.</summary>
    public async Task KeptAsync(string id, int count)
    {
        using var session = SqliteSession.Open(Path.Combine(Folder, "arazzo.db"), readOnly: true);
        await UntilAsync(() => Task.FromResult(session.Query("SELECT count(*) FROM inbox WHERE instance = ?1", row => row.GetInt32(0), id)[0] == count));
    }

    /// <summary>Waits until there is an instance that nobody here schedules.</summary>
    public Task UntilThereAsync(string id) => UntilAsync(async () => await StateAsync(id) is not null);

    /// <summary>Waits for an end that timers lead to: what is armed once the clock was set fires on the clock's next occasion.</summary>
    public async Task<InstanceState> EndOfTimersAsync(string id)
    {
        var end = EndOfAsync(id);
        while (!end.IsCompleted)
        {
            Clock.Advance(TimeSpan.Zero);
            await Task.Yield();
        }
        return await end;
    }

    /// <summary>Schedules, waits and gives the result of an orchestration that must complete.</summary>
    public async Task<TOutput> RunAsync<TInput, TOutput>(string orchestration, string id, TInput input)
    {
        await ScheduleAsync(orchestration, id, input);
        return Output<TOutput>(await EndOfAsync(id));
    }

    /// <summary>Waits until an instance has published this status.</summary>
    public async Task UntilStatusAsync(string id, string status)
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (var state in Host.WatchAsync(id, patience.Token))
        {
            if (state.CustomStatus?.GetString() == status)
                return;
        }
        throw new InvalidOperationException($"'{id}' ended and never was '{status}'.");
    }

    public static T Output<T>(InstanceState state)
    {
        state.Status.ShouldBe(InstanceStatus.Completed, state.Output?.ToString());
        return state.Output!.Value.Deserialize<T>(Json)!;
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
