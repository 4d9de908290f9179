using System.Diagnostics.CodeAnalysis;
using ArazzoDurable.Embedded;
using ArazzoDurable.Http;
using ArazzoDurable.Runtime.Blobs;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Secrets;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Conformance.Tests.Hosts;

/// <summary>The embedded host in this process, with nothing faked but the wire to it. Its streams are short, so that they are followed again.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "DisposeAsync of IAsyncLifetime does it.")]
public sealed class EmbeddedHostUnderTest : IHostUnderTest
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("arazzo-conformance-");
    readonly List<Exception> failures = [];
    EmbeddedHost? host;
    HttpMessageHandler? outgoing;
    HttpCaller? caller;
    HttpClient? client;

    /// <inheritdoc/>
    public static string? Absence => null;

    /// <inheritdoc/>
    public string Name => "the embedded host";

    /// <inheritdoc/>
    public HttpClient Client => client ?? throw new InvalidOperationException("The host has not been started.");

    /// <inheritdoc/>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The client disposes of its handler.")]
    public async Task InitializeAsync()
    {
        RunEngine? engine = null;
        var registry = new EmbeddedRegistry().AddRuns(() => engine!);
        host = await EmbeddedHost.OpenAsync(new EmbeddedOptions { DataFolder = folder.FullName }, registry, default);
        var flows = new StoredFlows(host.RunStore);
        var walk = new WalkServices(
            new FlowPlans(flows), new RunRecords(host.RunStore), new RunValues(host.RunStore), new RunLog(host.EventLog),
            new Sealer(SecretKeyRing.FromKeys(new byte[SecretKeyRing.KeyLength])), PollingPolicy.Default, TimeProvider.System, new SilentObserver());
        HostAllowList.TryParse(["127.0.0.1"], out var allowed, out _).ShouldBeTrue();
        outgoing = GuardedHttp.CreateHandler(allowed!);
        caller = new HttpCaller(outgoing, TimeProvider.System);
        engine = new RunEngine(walk, host.Instances, new StepSender(walk, caller, CallLimits.Default, host.RunStore));
        var services = new ApiServices(engine.Runs, flows, host.Instances, TimeProvider.System, Failed) { Blobs = new BlobStore(host.RunStore), Administration = host.Administration };
        var api = new ArazzoApi(services, new ApiSettings { LongestStream = TimeSpan.FromSeconds(1) });
        client = new HttpClient(new ApiMessageHandler(api)) { BaseAddress = new Uri("http://embedded.test") };
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        client?.Dispose();
        if (host is not null)
            await host.DisposeAsync();
        caller?.Dispose();
        outgoing?.Dispose();
        folder.Delete(recursive: true);
        lock (failures)
            failures.ShouldBeEmpty("failures on our side");
    }

    void Failed(Exception failure)
    {
        lock (failures)
            failures.Add(failure);
    }

    sealed class SilentObserver : IWalkObserver
    {
        public void Observe(WalkEvent happened)
        {
        }
    }
}
