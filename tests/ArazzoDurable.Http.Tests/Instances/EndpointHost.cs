using System.Text.Json;
using ArazzoDurable.Embedded;
using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Http.Tests.OpenApi;
using ArazzoDurable.Runtime.Blobs;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Secrets;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Http.Tests.Instances;

/// <summary>The built-in endpoint over the embedded host, with orchestrations that do little: <c>Greet</c>, <c>Wait</c>, <c>Sleep</c> and <c>Fail</c>.</summary>
sealed class EndpointHost : IAsyncDisposable
{
    public const string Key = "KEY";

    const string Root = "/runtime/webhooks/durabletask/";

    static readonly EmbeddedRegistry Registry = new EmbeddedRegistry()
        .AddOrchestration<JsonElement, JsonElement>("Greet", (context, input) =>
        {
            context.SetCustomStatus(JsonElement.Parse("""{"step":1,"rounds":1}"""));
            return Task.FromResult(JsonElement.Parse($"""["Hello {input.GetProperty("name").GetString()}!"]"""));
        })
        .AddOrchestration<JsonElement, JsonElement>("Wait", async (context, _) =>
        {
            var payload = await context.WaitForExternalEvent<JsonElement>("Go");
            return JsonElement.Parse($"\"got:{payload}\"");
        })
        .AddOrchestration<JsonElement, JsonElement>("Sleep", async (context, input) =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(input.GetInt32()), CancellationToken.None);
            return JsonElement.Parse("\"awake\"");
        })
        .AddOrchestration<JsonElement, JsonElement>("Fail", (_, _) => throw new InvalidOperationException("boom x"));

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("arazzo-endpoint-");
    EmbeddedHost? host;
    ArazzoApi? api;

    public ManualTime Time { get; } = new(TestApi.Now);

    EmbeddedHost Host => host ?? throw new InvalidOperationException("No host is open.");

    public static async Task<EndpointHost> OpenAsync()
    {
        var opened = new EndpointHost();
        await opened.OpenHostAsync();
        return opened;
    }

    /// <summary>Kills the host as the system would a process, and has another one carry on.</summary>
    public async Task KillAsync()
    {
        await Host.AbandonAsync();
        await OpenHostAsync();
        await Host.RecoverAsync(default);
    }

    public async Task StartAsync(string orchestration, string id, string input = "null") =>
        (await Host.Instances.ScheduleAsync(orchestration, id, JsonElement.Parse(input), default)).ShouldBeTrue();

    /// <summary>Waits until an instance has ended.</summary>
    public Task EndAsync(string id) => Host.Instances.WaitForCompletionAsync(id, default).WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Waits until an instance has begun.</summary>
    public async Task BegunAsync(string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await foreach (var state in Host.WatchAsync(id, patience.Token))
        {
            if (state.Status is not InstanceStatus.Pending)
                return;
        }
    }

    /// <summary>Sends a request such as <c>GET instances/i</c> with the key in the query, and holds the answer to the API's own description.</summary>
    public Task<ApiResponse> SendAsync(string request, string? body = null, string contentType = "application/json") =>
        SendAsync(request, Key, body, KeyValuePair.Create("Content-Type", contentType));

    public async Task<ApiResponse> SendAsync(string request, string? key, string? body, params KeyValuePair<string, string>[] headers)
    {
        var words = request.Split(' ', 2);
        var url = $"{TestApi.Origin}{Root}{words[1]}";
        if (key is not null)
            url += $"{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}code={key}";
        var sent = new ApiRequest(words[0], new Uri(url), headers, body is null ? null : new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body)));
        return AnswerContract.Check(sent, await api!.HandleAsync(sent, default));
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    async Task OpenHostAsync()
    {
        host = await EmbeddedHost.OpenAsync(new EmbeddedOptions { DataFolder = folder.FullName, TimeProvider = Time }, Registry, default);
        var flows = new StoredFlows(host.RunStore);
        var walk = new WalkServices(
            new FlowPlans(flows), new RunRecords(host.RunStore), new RunValues(host.RunStore), new RunLog(host.EventLog),
            new Sealer(SecretKeyRing.FromKeys(new byte[SecretKeyRing.KeyLength])), PollingPolicy.Default, Time, new SilentObserver());
        var services = new ApiServices(new RunService(walk, host.Instances), flows, host.Instances, Time, exception => throw exception)
        {
            Blobs = new BlobStore(host.RunStore),
            Administration = host.Administration,
        };
        api = new ArazzoApi(services, new ApiSettings { ApiKey = Key });
    }
}
