using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Embedded;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Runs.Control;
using ArazzoDurable.Runtime.Runs.Lanes;
using ArazzoDurable.Runtime.Secrets;
using ArazzoDurable.Runtime.Tests.Walk;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Runs.Control;

/// <summary>The runner on the embedded host, in a folder of its own, and a server to call: nothing is faked, but the clock where a test wants it.</summary>
sealed class ControlBench : IAsyncDisposable, IWalkObserver
{
    readonly Lock sync = new();
    readonly List<WalkEvent> events = [];
    HttpMessageHandler? handler;
    HttpCaller? caller;

    /// <summary>No test waits longer than this for what must come.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("arazzo-control-");

    public CallServer Server { get; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public TimeSpan CancelPatience { get; init; } = Patience;

    /// <summary>Comes before each call of the purge activity.</summary>
    public Func<PurgeCall, CancellationToken, Task> BeforePurge { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Comes before each turn of a walk.</summary>
    public Func<StepCall, CancellationToken, Task> BeforeStep { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Comes before each claim of a lane.</summary>
    public Func<LaneCall, CancellationToken, Task> BeforeClaim { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Comes when an orchestration begins, with its input; one that throws breaks the instance.</summary>
    public Action<object> Beginning { get; set; } = _ => { };

    /// <summary>The instances that were told to hold, each time that they were.</summary>
    public Tally Held { get; } = new();

    /// <summary>Is told what happens.</summary>
    public Action<WalkEvent> Happened { get; set; } = _ => { };

    public EmbeddedHost Host { get; private set; } = null!;

    public RunService Runs { get; private set; } = null!;

    public WalkServices Services { get; private set; } = null!;

    public string FlowId { get; private set; } = "";

    public static async Task<ControlBench> OpenAsync(string yaml, TimeProvider? time = null, TimeSpan? cancelPatience = null)
    {
        var bench = new ControlBench { Time = time ?? TimeProvider.System, CancelPatience = cancelPatience ?? Patience };
        await bench.StartAsync();
        var given = WalkCase.Parse(yaml);
        var bundle = FlowBundle.Create(given.Description(), given.Sources());
        await new StoredFlows(bench.Host.RunStore).PutAsync(bundle, CancellationToken.None);
        bench.FlowId = bundle.Id.ToString();
        return bench;
    }

    /// <summary>Closes the host without waiting for what is under way, opens it again, and carries on.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
        await Runs.RecoverAsync(null, CancellationToken.None);
        await Host.RecoverAsync(CancellationToken.None);
    }

    public async Task<string> SubmitAsync(Func<RunOptions, RunOptions>? options = null, ImmutableSortedDictionary<string, string>? auth = null)
    {
        var basic = RunOptions.Default with { Servers = RunOptions.Default.Servers.Add("api", Server.Url.OriginalString) };
        var outcome = await Runs.SubmitAsync(
            new RunSubmission(FlowId, null, [JsonElement.Parse("{}")], options?.Invoke(basic) ?? basic) { Credentials = auth ?? ImmutableSortedDictionary<string, string>.Empty },
            CancellationToken.None);
        return outcome.ShouldBeOfType<SubmitOutcome.Accepted>((outcome as SubmitOutcome.Refused)?.Message ?? "").Status.RunId;
    }

    /// <summary>Submits a run of so many items.</summary>
    public async Task<string> SubmitItemsAsync(int items, int maxConcurrency)
    {
        var options = RunOptions.Default with { Servers = RunOptions.Default.Servers.Add("api", Server.Url.OriginalString) };
        var outcome = await Runs.SubmitAsync(
            new RunSubmission(FlowId, null, [.. Enumerable.Repeat(JsonElement.Parse("{}"), items)], options) { MaxConcurrency = maxConcurrency }, CancellationToken.None);
        return outcome.ShouldBeOfType<SubmitOutcome.Accepted>().Status.RunId;
    }

    public Task<CommandOutcome> CommandAsync(string runId, RunCommand command) => Runs.CommandAsync(runId, command, CancellationToken.None).WaitAsync(Patience);

    public async Task<RunStatus> AcceptedAsync(string runId, RunCommand command) =>
        (await CommandAsync(runId, command)).ShouldBeOfType<CommandOutcome.Accepted>($"{command}").Status;

    public async Task<RunState> EndAsync(string runId) =>
        (await Runs.WaitAsync(runId, false, false, CancellationToken.None).WaitAsync(Patience))!.Status;

    /// <summary>Returns when the instance of a run of one item is held.</summary>
    public async Task HeldAsync(string runId)
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (var state in Host.WatchAsync(runId, patience.Token))
        {
            if (state.CustomStatus is { } status && status.GetProperty("status").GetString() == "suspended")
                return;
        }
        throw new InvalidOperationException($"Run {runId} ended without having been held.");
    }

    /// <summary>How many calls of a run were sent.</summary>
    public int Sent(string runId)
    {
        lock (sync)
            return events.Count(each => each is WalkEvent.Sending && each.Walker.RunId == runId);
    }

    public async Task<IReadOnlyList<string>> EventsAsync(string runId)
    {
        var page = await Host.EventLog.ReadAsync(runId, 0, 1000, CancellationToken.None);
        return [.. page.Entries.Select(entry => JsonElement.Parse(entry.Value.Span).GetProperty("type").GetString()!)];
    }

    public void Observe(WalkEvent happened)
    {
        lock (sync)
            events.Add(happened);
        Happened(happened);
    }

    public async Task StopAsync()
    {
        await Host.DisposeAsync();
        caller?.Dispose();
        handler?.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        Server.Release();
        await StopAsync();
        Server.Dispose();
        Folder.Delete(recursive: true);
    }

    async Task StartAsync()
    {
        RunEngine? engine = null;
        var registry = new EmbeddedRegistry()
            .AddOrchestration<WorkflowInput, JsonElement>(WorkflowOrchestration.Name, (context, input) =>
            {
                Beginning(input);
                return WorkflowOrchestration.RunAsync(context, input);
            })
            .AddOrchestration<BatchInput, RunStatus?>(BatchOrchestration.Name, (context, input) =>
            {
                Beginning(input);
                return BatchOrchestration.RunAsync(context, input);
            })
            .AddOrchestration<LaneInput, bool>(LaneOrchestration.Name, LaneOrchestration.RunAsync)
            .AddActivity<LookCall, LookTurn>(BatchOrchestration.LookActivityName, (call, cancelled) => engine!.Look.RunAsync(call, cancelled))
            .AddActivity<LaneCall, LaneTurn>(LaneOrchestration.ClaimActivityName, async (call, cancelled) =>
            {
                await BeforeClaim(call, cancelled);
                var turn = await engine!.Claim.RunAsync(call, cancelled);
                if (turn is LaneTurn.Hold)
                    Held.Add();
                return turn;
            })
            .AddActivity<StepCall, StepTurn>(WorkflowOrchestration.StepActivityName, async (call, cancelled) =>
            {
                await BeforeStep(call, cancelled);
                var turn = await engine!.Step.RunAsync(call, cancelled);
                if (turn.Decision is Decision.Held)
                    Held.Add();
                return turn;
            })
            .AddOrchestration<PurgeInput, bool>(PurgeOrchestration.Name, PurgeOrchestration.RunAsync)
            .AddActivity<PurgeCall, PurgeTurn>(PurgeOrchestration.ActivityName, async (call, cancelled) =>
            {
                await BeforePurge(call, cancelled);
                return await engine!.Purge.RunAsync(call, cancelled);
            });
        Host = await EmbeddedHost.OpenAsync(
            new EmbeddedOptions { DataFolder = Folder.FullName, TimeProvider = Time, ShutdownGrace = TimeSpan.FromMilliseconds(100) }, registry, CancellationToken.None);
        Services = new WalkServices(
            new FlowPlans(new StoredFlows(Host.RunStore)), new RunRecords(Host.RunStore), new RunValues(Host.RunStore), new RunLog(Host.EventLog),
            new Sealer(SecretKeyRing.FromKeys(new byte[SecretKeyRing.KeyLength])), PollingPolicy.Default, Time, this)
        {
            CancelPatience = CancelPatience,
        };
        handler = GuardedHttp.CreateHandler(HostAllowList.Of(Server.Url));
        caller = new HttpCaller(handler, Time);
        engine = new RunEngine(Services, Host.Instances, new StepSender(Services, caller, CallLimits.Default, Host.RunStore));
        Runs = engine.Runs;
    }
}
