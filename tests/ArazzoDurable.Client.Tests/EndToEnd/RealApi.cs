using ArazzoDurable.Client.Flows;
using ArazzoDurable.Client.Runs;
using ArazzoDurable.Client.Tests.Fakes;
using ArazzoDurable.Http.Tests.EndToEnd;

namespace ArazzoDurable.Client.Tests.EndToEnd;

/// <summary>A client of the real API over the embedded host in this process, and the lab that runs call.</summary>
sealed class RealApi : IAsyncDisposable
{
    readonly EmbeddedApi embedded;
    readonly HttpClient http;

    RealApi(LabServer lab, EmbeddedApi embedded)
    {
        Lab = lab;
        this.embedded = embedded;
        http = new HttpClient(new ApiHandler(embedded.Api)) { BaseAddress = new Uri("http://arazzo.test") };
        Client = new ArazzoClient(http);
    }

    public LabServer Lab { get; }

    public ArazzoClient Client { get; }

    public static string File(string name) => Path.Combine(AppContext.BaseDirectory, "lab", name);

    public static async Task<RealApi> StartAsync()
    {
        var lab = await LabServer.StartAsync();
        return new RealApi(lab, await EmbeddedApi.OpenAsync(lab.Url));
    }

    /// <summary>Stores the flow of the lab.</summary>
    public async Task<StoredFlow> PutFlowAsync() =>
        await Client.PutFlowAsync(await FlowUpload.ReadAsync(File("workflow.arazzo.yaml"), [new("scenarios", File("scenarios.openapi.yaml"))]));

    /// <summary>A request for a run of the lab's flow.</summary>
    public async Task<SubmitRequest> RequestAsync() =>
        new((await PutFlowAsync()).FlowId) { Overrides = RunOverrides.WithServer("scenarios", Lab.Url.ToString()) };

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await embedded.DisposeAsync();
        await Lab.DisposeAsync();
    }
}
