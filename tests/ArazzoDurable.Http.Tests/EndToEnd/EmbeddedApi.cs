using System.Text.Json;
using ArazzoDurable.Embedded;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Runtime.Blobs;
using ArazzoDurable.Runtime.Durability;
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
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Http.Tests.EndToEnd;

/// <summary>The API over the embedded host, with nothing faked.</summary>
sealed class EmbeddedApi : IAsyncDisposable
{
    readonly DirectoryInfo folder;
    readonly bool ownsFolder;
    readonly EmbeddedHost host;
    readonly HttpMessageHandler handler;

    EmbeddedApi(DirectoryInfo folder, bool ownsFolder, EmbeddedHost host, HttpMessageHandler handler, RunService runs, ArazzoApi api)
    {
        this.folder = folder;
        this.ownsFolder = ownsFolder;
        this.host = host;
        this.handler = handler;
        Runs = runs;
        Api = api;
    }

    public ArazzoApi Api { get; }

    public RunService Runs { get; }

    public IRunStore Store => host.RunStore;

    public IInstances Instances => host.Instances;

    public IInstanceAdministration Administration => host.Administration;

    /// <summary>Ends when nothing more is written: the host has died, or was closed.</summary>
    public Task WriterEnded => host.WriterEnded;

    /// <summary>Opens it in a folder of its own.</summary>
    /// <param name="callable">The server that runs may call though it is on this machine.</param>
    /// <param name="kept">A folder to open, which is kept; null: one of its own, which goes with it.</param>
    /// <param name="diesAt">Whether the host dies at this point of this commit; null: it does not.</param>
    /// <param name="cancelPatience">How long a cancel waits for the end of its run; null: as long as a server does.</param>
    public static async Task<EmbeddedApi> OpenAsync(
        Uri callable, DirectoryInfo? kept = null, Func<CommitPoint, long, bool>? diesAt = null, TimeSpan? cancelPatience = null)
    {
        var folder = kept ?? Directory.CreateTempSubdirectory("arazzo-http-");
        RunEngine? engine = null;
        var registry = new EmbeddedRegistry()
            .AddOrchestration<WorkflowInput, JsonElement>(WorkflowOrchestration.Name, WorkflowOrchestration.RunAsync)
            .AddOrchestration<BatchInput, RunStatus?>(BatchOrchestration.Name, BatchOrchestration.RunAsync)
            .AddOrchestration<LaneInput, bool>(LaneOrchestration.Name, LaneOrchestration.RunAsync)
            .AddOrchestration<PurgeInput, bool>(PurgeOrchestration.Name, PurgeOrchestration.RunAsync)
            .AddActivity<StepCall, StepTurn>(WorkflowOrchestration.StepActivityName, (call, cancellationToken) => engine!.Step.RunAsync(call, cancellationToken))
            .AddActivity<LookCall, LookTurn>(BatchOrchestration.LookActivityName, (call, cancellationToken) => engine!.Look.RunAsync(call, cancellationToken))
            .AddActivity<LaneCall, LaneTurn>(LaneOrchestration.ClaimActivityName, (call, cancellationToken) => engine!.Claim.RunAsync(call, cancellationToken))
            .AddActivity<PurgeCall, PurgeTurn>(PurgeOrchestration.ActivityName, (call, cancellationToken) => engine!.Purge.RunAsync(call, cancellationToken));
        var host = await EmbeddedHost.OpenAsync(new EmbeddedOptions { DataFolder = folder.FullName, DiesAt = diesAt }, registry, default);
        var flows = new StoredFlows(host.RunStore);
        var walk = new WalkServices(
            new FlowPlans(flows), new RunRecords(host.RunStore), new RunValues(host.RunStore), new RunLog(host.EventLog),
            new Sealer(SecretKeyRing.FromKeys(new byte[SecretKeyRing.KeyLength])), PollingPolicy.Default, TimeProvider.System, new SilentObserver())
        {
            CancelPatience = cancelPatience ?? WalkServices.DefaultCancelPatience,
        };
        var handler = GuardedHttp.CreateHandler(HostAllowList.Of(callable));
        engine = new RunEngine(walk, host.Instances, new StepSender(walk, new HttpCaller(handler, TimeProvider.System), CallLimits.Default, host.RunStore));
        var services = new ApiServices(engine.Runs, flows, host.Instances, TimeProvider.System, exception => throw exception)
        {
            Blobs = new BlobStore(host.RunStore),
            Administration = host.Administration,
        };
        return new EmbeddedApi(folder, kept is null, host, handler, engine.Runs, new ArazzoApi(services, new ApiSettings { AllowServerOverrides = true }));
    }

    /// <summary>Carries on every run that has not ended, as a server does when it starts.</summary>
    public async Task RecoverAsync()
    {
        await Runs.RecoverAsync(null, default);
        await host.RecoverAsync(default);
    }

    public Task<ApiResponse> SendAsync(string method, string path, byte[]? body = null, string contentType = "application/json", params KeyValuePair<string, string>[] headers) =>
        Api.HandleAsync(new ApiRequest(method, new Uri(TestApi.Origin + path), [KeyValuePair.Create("Content-Type", contentType), .. headers], new MemoryStream(body ?? [])), default);

    /// <summary>Stores the flow of the cases, and gives its id.</summary>
    public async Task<string> StoreFlowAsync() => (await SendAsync(
        "POST", "/api/flows", Form.Of([("arazzo", TestApi.Description), ("boxes", TestApi.Source)]), $"multipart/form-data; boundary={Form.Boundary}"))
        .Json().GetProperty("flowId").GetString()!;

    /// <summary>Ends it as if the process were killed now.</summary>
    public async Task AbandonAsync()
    {
        await host.AbandonAsync();
        handler.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        handler.Dispose();
        if (ownsFolder)
            folder.Delete(recursive: true);
    }
}
