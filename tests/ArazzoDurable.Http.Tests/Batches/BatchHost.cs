using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Embedded;
using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Runs.Lanes;
using ArazzoDurable.Runtime.Secrets;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Http.Tests.Batches;

/// <summary>Runs of many items on the embedded host, with nothing faked, of a flow that asks a server for the number of the item.</summary>
sealed class BatchHost : IAsyncDisposable
{
    readonly HttpMessageHandler handler;

    BatchHost(DirectoryInfo folder, EmbeddedHost host, HttpMessageHandler handler, WalkServices walk, RunEngine engine, string flowId)
    {
        (Folder, Host, this.handler, Walk, Runs, FlowId) = (folder, host, handler, walk, engine.Runs, flowId);
    }

    public DirectoryInfo Folder { get; }

    public EmbeddedHost Host { get; }

    public WalkServices Walk { get; }

    public RunService Runs { get; }

    public string FlowId { get; }

    /// <summary>Opens it.</summary>
    /// <param name="callable">The server.</param>
    /// <param name="folder">The folder of a host that died; null: a new one.</param>
    /// <param name="claiming">Is called before each claim.</param>
    public static async Task<BatchHost> OpenAsync(Uri callable, DirectoryInfo? folder = null, Action<LaneCall>? claiming = null)
    {
        folder ??= Directory.CreateTempSubdirectory("arazzo-batch-");
        RunEngine? engine = null;
        var registry = new EmbeddedRegistry()
            .AddOrchestration<WorkflowInput, JsonElement>(WorkflowOrchestration.Name, WorkflowOrchestration.RunAsync)
            .AddOrchestration<BatchInput, RunStatus?>(BatchOrchestration.Name, BatchOrchestration.RunAsync)
            .AddOrchestration<LaneInput, bool>(LaneOrchestration.Name, LaneOrchestration.RunAsync)
            .AddActivity<StepCall, StepTurn>(WorkflowOrchestration.StepActivityName, (call, cancelled) => engine!.Step.RunAsync(call, cancelled))
            .AddActivity<LookCall, LookTurn>(BatchOrchestration.LookActivityName, (call, cancelled) => engine!.Look.RunAsync(call, cancelled))
            .AddActivity<LaneCall, LaneTurn>(LaneOrchestration.ClaimActivityName, ClaimAsync);
        var host = await EmbeddedHost.OpenAsync(new EmbeddedOptions { DataFolder = folder.FullName }, registry, default);
        var flows = new StoredFlows(host.RunStore);
        var walk = new WalkServices(
            new FlowPlans(flows), new RunRecords(host.RunStore), new RunValues(host.RunStore), new RunLog(host.EventLog),
            new Sealer(SecretKeyRing.FromKeys(new byte[SecretKeyRing.KeyLength])), PollingPolicy.Default, TimeProvider.System, new SilentObserver());
        var handler = GuardedHttp.CreateHandler(HostAllowList.Of(callable));
        engine = new RunEngine(walk, host.Instances, new StepSender(walk, new HttpCaller(handler, TimeProvider.System), CallLimits.Default, host.RunStore));
        var bundle = Bundle(callable);
        await flows.PutAsync(bundle, default);
        return new BatchHost(folder, host, handler, walk, engine, bundle.Id.ToString());

        Task<LaneTurn> ClaimAsync(LaneCall call, CancellationToken cancelled)
        {
            claiming?.Invoke(call);
            return engine!.Claim.RunAsync(call, cancelled);
        }
    }

    /// <summary>Submits items with the numbers from 0.</summary>
    public async Task<RunStatus> SubmitAsync(int items, int maxConcurrency)
    {
        var inputs = Enumerable.Range(0, items).Select(number => JsonElement.Parse(string.Create(CultureInfo.InvariantCulture, $"{{\"number\": {number}}}")));
        var outcome = await Runs.SubmitAsync(new RunSubmission(FlowId, null, [.. inputs], RunOptions.Default) { MaxConcurrency = maxConcurrency }, default);
        return outcome.ShouldBeOfType<SubmitOutcome.Accepted>().Status;
    }

    /// <summary>Carries on what a host before it left.</summary>
    public async Task RecoverAsync(string runId)
    {
        await Runs.RecoverAsync(runId, default);
        await Host.RecoverAsync(runId, default);
        await Host.RecoverAsync(RunKeys.LanePrefix(runId), default);
    }

    public async Task<RunStatus> EndAsync(string runId) => (await Runs.WaitAsync(runId, includeResults: true, reveal: false, default)).ShouldNotBeNull();

    /// <summary>The id of the only run.</summary>
    public async Task<string> OnlyRunAsync() => (await Runs.ListAsync(new RunFilter(), null, 2, default)).Runs.ShouldHaveSingleItem().RunId;

    /// <summary>Ends when so many items have ended.</summary>
    public async Task ItemsEndedAsync(string runId, int count)
    {
        for (var seen = 0L; ;)
        {
            var events = await EventsAsync(runId);
            if (events.OfType<RunEvent.ItemCompleted>().Count() >= count)
                return;
            seen = Math.Max(seen, events.Length);
            await Host.EventLog.WaitAsync(runId, seen, default);
        }
    }

    /// <summary>The events of a run.</summary>
    public async Task<ImmutableArray<RunEvent>> EventsAsync(string runId)
    {
        var page = await Host.EventLog.ReadAsync(runId, 0, 100_000, default);
        return [.. page.Entries.Select(entry => JsonSerializer.Deserialize(entry.Value.Span, Runtime.Durability.RuntimeJson.Default.RunEvent)!)];
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        Folder.Delete(recursive: true);
    }

    /// <summary>Dies as a process that is killed.</summary>
    public async Task DieAsync()
    {
        await Host.AbandonAsync();
        handler.Dispose();
    }

    async Task LeaveAsync()
    {
        await Host.DisposeAsync();
        handler.Dispose();
    }

    static FlowBundle Bundle(Uri server) => FlowBundle.Create(
        JsonElement.Parse("""
            {"arazzo": "1.0.1", "info": {"title": "Numbers", "version": "1"},
             "sourceDescriptions": [{"name": "numbers", "url": "numbers.yaml", "type": "openapi"}],
             "workflows": [{
               "workflowId": "number", "inputs": {"type": "object", "required": ["number"], "properties": {"number": {"type": "integer"}}},
               "steps": [{"stepId": "ask", "operationId": "getItem", "parameters": [{"name": "n", "in": "path", "value": "$inputs.number"}],
                          "successCriteria": [{"condition": "$statusCode == 200"}], "outputs": {"number": "$response.body#/number"}}],
               "outputs": {"number": "$steps.ask.outputs.number"}}]}
            """),
        new Dictionary<string, JsonElement>
        {
            ["numbers"] = JsonElement.Parse($$$$$$$"""
                {"openapi": "3.1.0", "info": {"title": "Numbers", "version": "1"}, "servers": [{"url": "{{{{{{{server.AbsoluteUri.TrimEnd('/')}}}}}}}"}],
                 "paths": {"/items/{n}": {"get": {"operationId": "getItem",
                   "parameters": [{"name": "n", "in": "path", "required": true, "schema": {"type": "integer"}}], "responses": {"200": {"description": "ok"}}}}}}
                """),
        });
}
