using System.Text;
using System.Text.Json;
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

namespace ArazzoDurable.Http.Tests.Fakes;

/// <summary>The API over the real services, with a store in memory, instances that do nothing and a clock that stands.</summary>
sealed class TestApi
{
    public const string Origin = "http://127.0.0.1:7071";

    public static readonly DateTimeOffset Now = new(2026, 11, 20, 18, 42, 0, TimeSpan.Zero);

    readonly WalkServices walk;
    ArazzoApi api;

    public TestApi(ApiSettings? settings = null)
    {
        Store = new InMemoryRunStore();
        Flows = new StoredFlows(Store);
        Sealer = new Sealer(SecretKeyRing.FromKeys(new byte[SecretKeyRing.KeyLength]));
        walk = new WalkServices(new FlowPlans(Flows), new RunRecords(Store), new RunValues(Store), new RunLog(Log), Sealer, PollingPolicy.Default, Time, new SilentObserver());
        api = Make(settings ?? ApiSettings.Default);
    }

    public static string Description { get; } = File.ReadAllText(Case("boxes.arazzo.yaml"));

    public static string Source { get; } = File.ReadAllText(Case("boxes.openapi.yaml"));

    public InMemoryRunStore Store { get; }

    public MemoryEventLog Log { get; } = new();

    public StoredFlows Flows { get; }

    public Sealer Sealer { get; }

    public FakeInstances Instances { get; } = new();

    public ManualTime Time { get; } = new(Now);

    public List<Exception> Failures { get; } = [];

    /// <summary>What there is to ask for, such as <c>GET /api/runs</c>.</summary>
    public IEnumerable<string> Routes => api.Routes.Select(route => $"{route.Method} {route.Path}");

    /// <summary>Those of the routes that need no key.</summary>
    public IEnumerable<string> AnonymousRoutes => api.Routes.Where(route => route.IsAnonymous).Select(route => $"{route.Method} {route.Path}");

    public static string Case(string name) => Path.Combine(AppContext.BaseDirectory, "cases", name);

    /// <summary>Puts other settings over the same services.</summary>
    public TestApi Under(ApiSettings settings)
    {
        api = Make(settings);
        return this;
    }

    /// <summary>Sends a request, and holds the answer to the API's own description.</summary>
    public async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken = default) =>
        AnswerContract.Check(request, await api.HandleAsync(request, cancellationToken));

    public Task<ApiResponse> GetAsync(string path, CancellationToken cancellationToken = default) =>
        SendAsync(new ApiRequest("GET", new Uri(Origin + path), []), cancellationToken);

    public Task<ApiResponse> PostAsync(string path, string json, CancellationToken cancellationToken = default) =>
        PostAsync(path, "application/json", Encoding.UTF8.GetBytes(json), cancellationToken);

    public Task<ApiResponse> PostAsync(string path, string contentType, byte[] body, CancellationToken cancellationToken = default) =>
        SendAsync(new ApiRequest("POST", new Uri(Origin + path), [KeyValuePair.Create("Content-Type", contentType)], new MemoryStream(body)), cancellationToken);

    /// <summary>Stores the flow of the cases, and gives its id.</summary>
    public async Task<string> StoreFlowAsync() => (await PutFlowAsync(Description, ("boxes", Source))).Json().GetProperty("flowId").GetString()!;

    public Task<ApiResponse> PutFlowAsync(string description, params (string Name, string Text)[] sources) =>
        PostAsync("/api/flows", $"multipart/form-data; boundary={Form.Boundary}", Form.Of([("arazzo", description), .. sources]));

    /// <summary>Starts a run of the flow of the cases, and gives its id.</summary>
    public async Task<string> StartRunAsync()
    {
        var flowId = await StoreFlowAsync();
        var response = await PostAsync("/api/runs", $$"""{"flowId": "{{flowId}}", "inputs": [{"name": "one", "token": "s3cret"}]}""");
        return response.Json().GetProperty("runId").GetString()!;
    }

    /// <summary>Ends a run as its walk would.</summary>
    public async Task EndRunAsync(string runId, ItemOutcome outcome, string? value = null, ItemError? error = null)
    {
        var result = new RunResult(0, outcome, new ItemResult(outcome, value is null ? null : JsonElement.Parse(value), error), Time.GetUtcNow());
        await WriteResultAsync(runId, result);
        await walk.Records.ChangeAsync(runId, record => record.EndOnlyItem(record.Generation, outcome, result.CompletedAt), default);
        Instances.End(runId);
    }

    public Task AppendAsync(string runId, params RunEvent[] events) => walk.Log.AppendAsync(runId, [.. events], default);

    public Task ChangeAsync(string runId, Func<RunRecord, RunRecord> change) => walk.Records.ChangeAsync(runId, change, default);

    public async Task<RunStatus> StatusAsync(string runId) => (await walk.Records.GetAsync(runId, default)).ToStatus();

    public Task WriteResultAsync(string runId, RunResult result) =>
        walk.Values.WriteAsync(RunKeys.Result(runId, result.ItemIndex), JsonSerializer.SerializeToElement(new KeptResult(0, result), RuntimeJson.Default.KeptResult), default);

    /// <summary>Leaves the built-in endpoint to the host's platform.</summary>
    public TestApi WithoutEndpoint()
    {
        api = Make(ApiSettings.Default, hasEndpoint: false);
        return this;
    }

    ArazzoApi Make(ApiSettings settings, bool hasEndpoint = true) => new(
        new ApiServices(new RunService(walk, Instances), Flows, Instances, Time, Failures.Add)
        {
            Blobs = new BlobStore(Store),
            Administration = hasEndpoint ? Instances : null,
        },
        settings);
}
