using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Cli.Tests.Protocol;

/// <summary>
/// The real program, serving: <c>open</c>, which allows a submit to name servers, and <c>keyed</c>, which asks for the key <c>k3y</c> and
/// does not. On the open one there are flows, a blob, a run that has ended, one that was cancelled and one that goes on.
/// </summary>
public sealed class ProtocolServers : IAsyncLifetime
{
    const string Key = "b4e9a1c0-7f3a-4c5d-9e8f-0123456789ab";

    EchoServer? echo;
    ServedProcess? open;
    ServedProcess? keyed;

    /// <summary>What stands for what in the rows.</summary>
    public IReadOnlyDictionary<string, string> Words { get; private set; } = new Dictionary<string, string>();

    public HttpClient Client(string name) => name switch
    {
        "open" => open!.Client,
        "keyed" => keyed!.Client,
        _ => throw new ArgumentException($"There is no server '{name}'.", nameof(name)),
    };

    public async Task InitializeAsync()
    {
        echo = await EchoServer.StartAsync();
        open = await ServedProcess.StartAsync("--allow-host", "127.0.0.1", "--allow-server-overrides");
        keyed = await ServedProcess.StartAsync("--allow-host", "127.0.0.1", "--api-key", "k3y");
        var flow = await StoreAsync(EchoFlow.Bundle(echo.Url, "echo"));
        var pair = await StoreAsync(EchoFlow.Bundle(echo.Url, "left", "right"));
        var blob = await CallAsync("blobs/put", new JsonObject { ["data"] = new JsonObject { ["b"] = 1, ["a"] = "é" } });
        Words = new Dictionary<string, string>
        {
            ["{flow}"] = flow,
            ["{hex}"] = flow["sha256:".Length..].ToUpperInvariant(),
            ["{pair}"] = pair,
            ["{blob}"] = blob.GetProperty("blobId").GetString()!,
            ["{sourceless}"] = await StoreAsync(Sourceless(EchoFlow.Bundle(echo.Url, "echo"))),
            ["\"{10001 items}\""] = $"[{string.Join(',', Enumerable.Repeat("""{"name":"one"}""", 10_001))}]",
            ["{api}"] = echo.Url.GetLeftPart(UriPartial.Authority),
            ["{70000 letters}"] = new string('a', 70_000),
            ["{key}"] = Key,
            ["{ended}"] = await RunAsync(flow, "ended", wait: true, Key),
            ["{held}"] = await RunAsync(flow, "hold", wait: false),
            ["{cancelled}"] = await CancelAsync(flow),
        };
        await StoreAsync(EchoFlow.Bundle(echo.Url, "echo"), keyed.Client);
    }

    public async Task DisposeAsync()
    {
        open?.Dispose();
        keyed?.Dispose();
        if (echo is not null)
            await echo.DisposeAsync();
    }

    async Task<string> StoreAsync(JsonObject bundle, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/flows", UriKind.Relative)) { Content = JsonContent.Create<JsonNode>(bundle) };
        request.Headers.Add("x-functions-key", "k3y");
        using var response = await (client ?? open!.Client).SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        response.IsSuccessStatusCode.ShouldBeTrue(answer.ToString());
        return answer.GetProperty("flowId").GetString()!;
    }

    static JsonObject Sourceless(JsonObject bundle)
    {
        bundle["sources"] = new JsonObject();
        return bundle;
    }

    async Task<string> RunAsync(string flow, string name, bool wait, string? key = null)
    {
        var submit = new JsonObject { ["flowId"] = flow, ["inputs"] = new JsonArray(new JsonObject { ["name"] = name }), ["wait"] = wait };
        if (key is not null)
            submit["subflowKey"] = key;
        var run = await CallAsync("runs/submit", submit);
        run.GetProperty("status").GetString().ShouldBe(wait ? "success" : "running", run.ToString());
        return run.GetProperty("runId").GetString()!;
    }

    /// <summary>A run that was cancelled while it waited between two attempts.</summary>
    async Task<string> CancelAsync(string flow)
    {
        var submit = new JsonObject
        {
            ["flowId"] = flow,
            ["inputs"] = new JsonArray(new JsonObject { ["name"] = "fail" }),
            ["overrides"] = JsonNode.Parse("""{"steps": {"ask": {"value": {"onFailure": [{"name": "later", "type": "retry", "retryAfter": 3600, "retryLimit": 9}]}}}}"""),
        };
        var runId = (await CallAsync("runs/submit", submit)).GetProperty("runId").GetString()!;
        using var cancelled = await open!.Client.PostAsync(new Uri($"api/runs/{runId}/cancel", UriKind.Relative), null);
        (await cancelled.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString().ShouldBe("cancelled");
        return runId;
    }

    async Task<JsonElement> CallAsync(string method, JsonObject values)
    {
        using var response = await open!.Client.PostAsJsonAsync(
            new Uri("api/rpc", UriKind.Relative), new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = values });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        answer.TryGetProperty("result", out var result).ShouldBeTrue(answer.ToString());
        return result;
    }
}
