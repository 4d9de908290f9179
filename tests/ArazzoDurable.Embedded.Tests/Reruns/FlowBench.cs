using System.Text.Json;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Secrets;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Embedded.Tests.Reruns;

/// <summary>A data folder, a server that flows call, and the hosts that walk them, one after another: nothing is faked.</summary>
sealed class FlowBench : IAsyncDisposable, IWalkObserver
{
    readonly string folder = Path.Combine(Path.GetTempPath(), "arazzo-rerun-" + Guid.NewGuid().ToString("N"));
    EmbeddedHost? host;
    HttpMessageHandler? handler;
    WalkServices? walk;
    RunEngine? engine;
    int turns;

    public KeyedServer Server { get; } = new();

    public EmbeddedHost Host => host!;

    public RunService Runs => engine!.Runs;

    public RunRecords Records => walk!.Records;

    /// <summary>Told of each turn before it is made, by its number from 0.</summary>
    public Func<int, string, Task> BeforeTurn { get; set; } = (_, _) => Task.CompletedTask;

    public async Task OpenAsync(Func<CommitPoint, long, bool>? diesAt = null)
    {
        var registry = new EmbeddedRegistry()
            .AddOrchestration<WorkflowInput, JsonElement>(WorkflowOrchestration.Name, WorkflowOrchestration.RunAsync)
            .AddActivity<StepCall, StepTurn>(WorkflowOrchestration.StepActivityName, TurnAsync);
        host = await EmbeddedHost.OpenAsync(new EmbeddedOptions { DataFolder = folder, Holder = "a test", DiesAt = diesAt }, registry, default);
        walk = new WalkServices(
            new FlowPlans(new StoredFlows(host.RunStore)), new RunRecords(host.RunStore), new RunValues(host.RunStore), new RunLog(host.EventLog),
            new Sealer(SecretKeyRing.FromKeys(new byte[SecretKeyRing.KeyLength])), PollingPolicy.Default, TimeProvider.System, this);
        handler = GuardedHttp.CreateHandler(HostAllowList.Of(Server.Url));
        engine = new RunEngine(walk, host.Instances, new StepSender(walk, new HttpCaller(handler, TimeProvider.System), CallLimits.Default, host.RunStore));
    }

    /// <summary>Opens a host that carries on what another one left.</summary>
    public async Task RecoverAsync(Func<CommitPoint, long, bool>? diesAt = null)
    {
        await OpenAsync(diesAt);
        await Runs.RecoverAsync(null, default);
        await Host.RecoverAsync(default);
    }

    public async Task KillAsync()
    {
        await Host.AbandonAsync();
        handler!.Dispose();
    }

    /// <summary>Stores and submits a flow whose workflows post to paths; gives the id of the run.</summary>
    public async Task<string> SubmitAsync(string workflows)
    {
        var bundle = FlowBundle.Create(
            JsonElement.Parse($$"""
                {"arazzo": "1.0.1", "info": {"title": "t", "version": "1"}, "sourceDescriptions": [{"name": "api", "url": "api.json", "type": "openapi"}], "workflows": {{workflows}}}
                """),
            new Dictionary<string, JsonElement> { ["api"] = Api() });
        await new StoredFlows(Host.RunStore).PutAsync(bundle, default);
        var outcome = await Runs.SubmitAsync(new RunSubmission(bundle.Id.ToString(), "main", [JsonElement.Parse("{}")], RunOptions.Default), default);
        return outcome.ShouldBeOfType<SubmitOutcome.Accepted>((outcome as SubmitOutcome.Refused)?.Message).Status.RunId;
    }

    /// <summary>How the run ended. Whatever it says of its items adds up.</summary>
    public async Task<RunStatus> EndAsync(string runId)
    {
        var status = (await Runs.WaitAsync(runId, includeResults: true, reveal: true, default).WaitAsync(Bench.Patience)).ShouldNotBeNull();
        var items = status.Items;
        (items.Pending + items.Running + items.Success + items.Failed + items.Cancelled).ShouldBe(items.Total);
        return status;
    }

    /// <summary>Changes what the owner of a run wants, and tells its instances.</summary>
    public async Task ControlAsync(string runId, Func<RunRecord, RunRecord> change)
    {
        var record = await Records.ChangeAsync(runId, change, default);
        await Host.Instances.RaiseEventAsync(runId, WorkflowOrchestration.ControlEvent, record.ControlEpoch, default);
    }

    public async Task<RunRecord?> OnlyRunAsync() => (await Records.ListAsync(null, 2, default)).SingleOrDefault();

    public void Observe(WalkEvent happened)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        handler!.Dispose();
        Server.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    async Task<StepTurn> TurnAsync(StepCall call, CancellationToken cancellationToken)
    {
        await BeforeTurn(Interlocked.Increment(ref turns) - 1, call.Walker.RunId);
        return await engine!.Step.RunAsync(call, cancellationToken);
    }

    JsonElement Api()
    {
        var paths = string.Join(", ", "abcd".Select(name =>
            $$"""
            "/{{name}}": {"post": {"operationId": "{{name}}", "responses": {"200": {"description": "done"} } } }
            """));
        return JsonElement.Parse($$"""
            {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "servers": [{"url": "{{Server.Url}}"}], "paths": { {{paths}} } }
            """);
    }
}
