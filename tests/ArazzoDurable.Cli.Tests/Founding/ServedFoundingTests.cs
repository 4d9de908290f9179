using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Cli.Tests.FoundingApi;
using ArazzoDurable.Cli.Tests.Serve;

namespace ArazzoDurable.Cli.Tests.Founding;

/// <summary>The four founding documents, unchanged, sent to <c>arazzo serve</c> over HTTP.</summary>
public sealed class ServedFoundingTests
{
    const string Token = "founding-token-7f3a";

    public static TheoryData<string> Names() => [.. FoundingWorkflow.All.Select(workflow => workflow.Name)];

    [CorpusTheory]
    [MemberData(nameof(Names))]
    public async Task Founding_document_does_over_HTTP_what_its_author_meant(string name)
    {
        await using var api = await FoundingApiServer.StartAsync(new FoundingApiOptions { Token = Token });
        using var folder = new TemporaryFolder();
        await using var server = await RunningServer.StartAsync("--data", folder["data"], "--allow-host", "127.0.0.1", "--allow-server-overrides");
        var workflow = FoundingWorkflow.Named(name);
        var flowId = await PutAsync(server, workflow);

        var (status, run) = await SendAsync(server, HttpMethod.Post, "api/runs", Submission(workflow, flowId, api));
        status.ShouldBe(HttpStatusCode.OK, run.ToString());

        run.GetProperty("status").GetString().ShouldBe("success", run.ToString());
        var outputs = run.GetProperty("results")[0].GetProperty("result").GetProperty("value");
        outputs.EnumerateObject().Select(output => output.Name).Order(StringComparer.Ordinal).ShouldBe(workflow.Outputs.Keys.Order(StringComparer.Ordinal));
        api.Effects.Length.ShouldBe(workflow.Effects.Length);
        api.Requests.ShouldAllBe(request => request.Headers["Authorization"] == $"Bearer {Token}");
        await CheckBuiltInEndpointAsync(server, run.GetProperty("runId").GetString()!);
        run.ToString().ShouldNotContain(Token);
        server.Log.ShouldNotContain(Token);
    }

    static async Task<string> PutAsync(RunningServer server, FoundingWorkflow workflow)
    {
        var openApi = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(workflow.File)!, "..", "openapi"))
            .Single(file => File.ReadAllText(workflow.File).Contains(Path.GetFileName(file), StringComparison.Ordinal));
        using var form = new MultipartFormDataContent
        {
            { Yaml(workflow.File), "arazzo" },
            { Yaml(openApi), workflow.Source },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/flows", UriKind.Relative)) { Content = form };
        using var response = await server.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        response.StatusCode.ShouldBe(HttpStatusCode.Created, answer.ToString());
        return answer.GetProperty("flowId").GetString()!;
    }

    static ByteArrayContent Yaml(string file)
    {
        var content = new ByteArrayContent(File.ReadAllBytes(file));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/yaml");
        return content;
    }

    static JsonObject Submission(FoundingWorkflow workflow, string flowId, FoundingApiServer api)
    {
        var inputs = new JsonObject { [workflow.TokenInput] = Token };
        foreach (var input in workflow.Inputs)
            inputs[input.Split('=')[0]] = input.Split('=')[1].Replace("{n}", "1", StringComparison.Ordinal);
        return new JsonObject
        {
            ["flowId"] = flowId,
            ["inputs"] = new JsonArray(inputs),
            ["wait"] = true,
            ["overrides"] = new JsonObject
            {
                ["servers"] = new JsonObject { [workflow.Source] = api.Url },
                ["polling"] = new JsonObject { ["interval"] = 0.05, ["factor"] = 1 },
            },
        };
    }

    static async Task CheckBuiltInEndpointAsync(RunningServer server, string runId)
    {
        var (status, instance) = await SendAsync(server, HttpMethod.Get, $"runtime/webhooks/durabletask/instances/{runId}", null);
        status.ShouldBe(HttpStatusCode.OK);
        instance.GetProperty("name").GetString().ShouldBe("Workflow");
        instance.GetProperty("runtimeStatus").GetString().ShouldBe("Completed");
        instance.GetProperty("customStatus").GetProperty("status").GetString().ShouldBe("success", "what is published last is the end");
        instance.GetProperty("customStatus").TryGetProperty("step", out _).ShouldBeFalse();
        instance.GetProperty("output").GetProperty("status").GetString().ShouldBe("success");
        instance.GetProperty("output").GetProperty("results").GetArrayLength().ShouldBe(1);
        instance.ToString().ShouldNotContain(Token);
    }

    static async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(RunningServer server, HttpMethod method, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await server.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }
}
