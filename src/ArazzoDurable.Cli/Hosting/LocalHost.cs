using System.Security.Cryptography;
using ArazzoDurable.Embedded;
using ArazzoDurable.Embedded.DataFolders;
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

namespace ArazzoDurable.Cli.Hosting;

/// <summary>The runner in one process, on a data folder: everything put together. Old runs are carried on only when asked to.</summary>
sealed class LocalHost : IAsyncDisposable
{
    readonly EmbeddedHost host;
    readonly HttpMessageHandler handler;
    readonly HttpCaller caller;

    LocalHost(EmbeddedHost host, LocalHostOptions options, SecretKeyRing keys, Late<RunEngine> engine)
    {
        this.host = host;
        handler = GuardedHttp.CreateHandler(options.AllowedHosts);
        caller = new HttpCaller(handler, options.Time);
        Flows = new StoredFlows(host.RunStore);
        Blobs = new BlobStore(host.RunStore);
        var services = new WalkServices(
            new FlowPlans(Flows), new RunRecords(host.RunStore), new RunValues(host.RunStore), new RunLog(host.EventLog), new Sealer(keys),
            PollingPolicy.Default, options.Time, options.Observer)
        {
            Credentials = options.Credentials,
        };
        engine.Value = new RunEngine(services, host.Instances, new StepSender(services, caller, CallLimits.Default, host.RunStore));
        Runs = engine.Value.Runs;
    }

    /// <summary>The flows.</summary>
    public IFlowStore Flows { get; }

    /// <summary>The values that clients of the API store by their content.</summary>
    public BlobStore Blobs { get; }

    /// <summary>The runs.</summary>
    public RunService Runs { get; }

    /// <summary>The instances that carry them.</summary>
    public IInstances Instances => host.Instances;

    /// <summary>What may be done to them from outside.</summary>
    public IInstanceAdministration Administration => host.Administration;

    /// <summary>How many transactions have been committed since the folder was opened.</summary>
    public long Commits => host.Commits;

    /// <summary>How many rows the present generation of an instance's history has.</summary>
    public Task<long> CountHistoryAsync(string instanceId) => host.CountHistoryAsync(instanceId, CancellationToken.None);

    /// <summary>Opens the data folder.</summary>
    public static async Task<LocalHost> OpenAsync(LocalHostOptions options, CancellationToken cancellationToken)
    {
        var engine = new Late<RunEngine>();
        var registry = new EmbeddedRegistry()
            .AddOrchestration<WorkflowInput, System.Text.Json.JsonElement>(WorkflowOrchestration.Name, WorkflowOrchestration.RunAsync)
            .AddOrchestration<BatchInput, RunStatus?>(BatchOrchestration.Name, BatchOrchestration.RunAsync)
            .AddOrchestration<LaneInput, bool>(LaneOrchestration.Name, LaneOrchestration.RunAsync)
            .AddOrchestration<PurgeInput, bool>(PurgeOrchestration.Name, PurgeOrchestration.RunAsync)
            .AddActivity<StepCall, StepTurn>(WorkflowOrchestration.StepActivityName, (call, cancelled) => engine.Value!.Step.RunAsync(call, cancelled))
            .AddActivity<LookCall, LookTurn>(BatchOrchestration.LookActivityName, (call, cancelled) => engine.Value!.Look.RunAsync(call, cancelled))
            .AddActivity<LaneCall, LaneTurn>(LaneOrchestration.ClaimActivityName, (call, cancelled) => engine.Value!.Claim.RunAsync(call, cancelled))
            .AddActivity<PurgeCall, PurgeTurn>(PurgeOrchestration.ActivityName, (call, cancelled) => engine.Value!.Purge.RunAsync(call, cancelled));
        var host = await EmbeddedHost.OpenAsync(
            new EmbeddedOptions { DataFolder = options.DataFolder, Holder = options.Holder, TimeProvider = options.Time }, registry, cancellationToken);
        try
        {
            return new LocalHost(host, options, Keys(options), engine);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Carries on every run that has not ended; and when no single one is asked for, every purge of a deleted run.</summary>
    /// <returns>These runs.</returns>
    public async Task<IReadOnlyList<RunRecord>> RecoverAsync(string? runId, CancellationToken cancellationToken)
    {
        var unfinished = await Runs.RecoverAsync(runId, cancellationToken);
        // All instances, also those whose run has ended by its record: they are a moment from their end, and a rerun waits for that.
        if (runId is null)
            await host.RecoverAsync(cancellationToken);
        foreach (var prefix in runId is null ? [] : RunKeys.InstancePrefixes(runId))
            await host.RecoverAsync(prefix, cancellationToken);
        return unfinished;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        caller.Dispose();
        handler.Dispose();
    }

    static SecretKeyRing Keys(LocalHostOptions options)
    {
        if (options.SecretKey is not { } text)
        {
            var key = SecretKeyFile.ReadOrCreate(options.DataFolder);
            var ring = SecretKeyRing.FromKeys(key);
            CryptographicOperations.ZeroMemory(key);
            return ring;
        }
        return SecretKeyRing.TryParse(text, out var given, out var error) ? given : throw new CommandFailedException($"ARAZZO_SECRET_KEY cannot be used: {error}");
    }

    /// <summary>A value that is there before anything asks for it, but not when it is first named.</summary>
    sealed class Late<T>
    {
        public T? Value { get; set; }
    }
}
