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

namespace ArazzoDurable.Http.Tests.EndToEnd;

/// <summary>The API over the embedded host, with nothing faked.</summary>
sealed class EmbeddedApi : IAsyncDisposable
{
    readonly DirectoryInfo folder;
    readonly EmbeddedHost host;
    readonly HttpMessageHandler handler;

    EmbeddedApi(DirectoryInfo folder, EmbeddedHost host, HttpMessageHandler handler, ArazzoApi api)
    {
        this.folder = folder;
        this.host = host;
        this.handler = handler;
        Api = api;
    }

    public ArazzoApi Api { get; }

    /// <summary>Opens it in a folder of its own.</summary>
    /// <param name="callable">The server that runs may call though it is on this machine.</param>
    public static async Task<EmbeddedApi> OpenAsync(Uri callable)
    {
        var folder = Directory.CreateTempSubdirectory("arazzo-http-");
        RunEngine? engine = null;
        var registry = new EmbeddedRegistry()
            .AddOrchestration<WorkflowInput, JsonElement>(WorkflowOrchestration.Name, WorkflowOrchestration.RunAsync)
            .AddOrchestration<BatchInput, RunStatus?>(BatchOrchestration.Name, BatchOrchestration.RunAsync)
            .AddOrchestration<LaneInput, bool>(LaneOrchestration.Name, LaneOrchestration.RunAsync)
            .AddActivity<StepCall, StepTurn>(WorkflowOrchestration.StepActivityName, (call, cancellationToken) => engine!.Step.RunAsync(call, cancellationToken))
            .AddActivity<LookCall, LookTurn>(BatchOrchestration.LookActivityName, (call, cancellationToken) => engine!.Look.RunAsync(call, cancellationToken))
            .AddActivity<LaneCall, LaneTurn>(LaneOrchestration.ClaimActivityName, (call, cancellationToken) => engine!.Claim.RunAsync(call, cancellationToken));
        var host = await EmbeddedHost.OpenAsync(new EmbeddedOptions { DataFolder = folder.FullName }, registry, default);
        var flows = new StoredFlows(host.RunStore);
        var walk = new WalkServices(
            new FlowPlans(flows), new RunRecords(host.RunStore), new RunValues(host.RunStore), new RunLog(host.EventLog),
            new Sealer(SecretKeyRing.FromKeys(new byte[SecretKeyRing.KeyLength])), PollingPolicy.Default, TimeProvider.System, new SilentObserver());
        var handler = GuardedHttp.CreateHandler(HostAllowList.Of(callable));
        engine = new RunEngine(walk, host.Instances, new StepSender(walk, new HttpCaller(handler, TimeProvider.System), CallLimits.Default, host.RunStore));
        var services = new ApiServices(engine.Runs, flows, host.Instances, TimeProvider.System, exception => throw exception);
        return new EmbeddedApi(folder, host, handler, new ArazzoApi(services, new ApiSettings { AllowServerOverrides = true }));
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        handler.Dispose();
        folder.Delete(recursive: true);
    }
}
