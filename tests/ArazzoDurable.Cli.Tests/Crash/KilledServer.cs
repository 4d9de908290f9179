using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Cli.Tests.Crash;

/// <summary>The real <c>arazzo serve</c> on one data folder and at one address: killed, started again, and asked by clients that put up with it.</summary>
sealed class KilledServer : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    readonly TemporaryFolder folder = new();
    readonly List<(HashSet<string> Told, int Arrived)> deaths = [];
    readonly ItemServer items;
    ArazzoProcess? process;

    public KilledServer(ItemServer items)
    {
        this.items = items;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"), Timeout = Patience };
    }

    public HttpClient Client { get; }

    public StoredRuns Stored => new(folder["data"]);

    public int Deaths => deaths.Count;

    /// <summary>Starts the server, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        process = ArazzoProcess.Start(["serve", "--urls", Client.BaseAddress!.GetLeftPart(UriPartial.Authority), "--data", folder["data"], "--allow-host", items.Url.Authority]);
        using var patience = new CancellationTokenSource(Patience);
        while (!await AnswersAsync())
        {
            patience.IsCancellationRequested.ShouldBeFalse("the server starts");
            if (await process.EndsWithinAsync(TimeSpan.FromMilliseconds(20)))
                throw new InvalidOperationException((await process.EndAsync()).Error);
        }

        async Task<bool> AnswersAsync()
        {
            try
            {
                using var response = await Client.GetAsync(new Uri("api/health", UriKind.Relative), patience.Token);
                return response.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }

    /// <summary>Kills the server, and remembers which calls were told as made by then.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.EndAsync();
        Died();
    }

    /// <summary>Has the server end by itself.</summary>
    public async Task StopAsync()
    {
        process!.Terminate();
        var (exit, _, error) = await process.EndAsync();
        exit.ShouldBe(0, error);
        Died();
    }

    /// <summary>No call arrived again that had been told as made before a death of the server.</summary>
    public void ShouldHaveRepeatedNothing()
    {
        foreach (var (told, before) in deaths)
            items.Arrived.Skip(before).Select(call => call.Key).Intersect(told).ShouldBeEmpty("calls that were told as made were sent again");
    }

    /// <summary>Stores the flow, and gives its id.</summary>
    public async Task<string> StoreAsync()
    {
        using var form = new MultipartFormDataContent { { new StringContent(ItemFlow.Description, Encoding.UTF8), "arazzo" }, { new StringContent(ItemFlow.Api(items.Url), Encoding.UTF8), "items" } };
        using var response = await Client.PostAsync(new Uri("api/flows", UriKind.Relative), form);
        var stored = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(stored);
        return JsonElement.Parse(stored).GetProperty("flowId").GetString()!;
    }

    /// <summary>Submits so many items under a key, which also names them to the called server; gives the run's id.</summary>
    public async Task<string> SubmitAsync(string flowId, string key, int count, int maxConcurrency)
    {
        using var submit = new HttpRequestMessage(HttpMethod.Post, new Uri("api/runs", UriKind.Relative))
        {
            Content = new StringContent(
                $$"""{"flowId": "{{flowId}}", "inputs": [{{ItemFlow.Inputs(key, count)}}], "maxConcurrency": {{maxConcurrency}}, "overrides": {"polling": {"interval": 0.01} } }""",
                Encoding.UTF8, "application/json"),
        };
        submit.Headers.Add("Idempotency-Key", key);
        return (await AnswerAsync(Client.SendAsync(submit))).GetProperty("runId").GetString()!;
    }

    /// <summary>How a run stands.</summary>
    public Task<JsonElement> StatusAsync(string runId, string query = "") => AnswerAsync(Client.GetAsync(new Uri($"api/runs/{runId}{query}", UriKind.Relative)));

    /// <summary>The status of the answer to a request without a body.</summary>
    public async Task<HttpStatusCode> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        using var response = await Client.SendAsync(request);
        return response.StatusCode;
    }

    public void Dispose()
    {
        process?.Dispose();
        Client.Dispose();
        folder.Dispose();
    }

    void Died() => deaths.Add((Stored.ToldKeys(), items.Arrived.Count));

    static async Task<JsonElement> AnswerAsync(Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        var body = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{response.StatusCode}: {body}");
        return JsonElement.Parse(body);
    }
}
