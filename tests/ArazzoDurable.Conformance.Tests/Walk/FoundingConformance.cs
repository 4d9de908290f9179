using System.Text.Json.Nodes;
using ArazzoDurable.Cli.Tests.FoundingApi;
using ArazzoDurable.Conformance.Tests.Discovery;
using ArazzoDurable.Conformance.Tests.Hosts;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Conformance.Tests.Walk;

/// <summary>The four founding documents, unchanged but for the server of their APIs, against a server that plays these.</summary>
[Needs(Need.Corpus)]
public abstract class FoundingConformance<THost>(THost host) : Conformance<THost>(host)
    where THost : class, IHostUnderTest
{
    const string Token = "founding-token-7f3a";

    [HostTheory]
    [InlineData("runloop-ai/arazzo/runloop-ai-score-running-scenario-run-workflow.yml", """{"apiToken": "TOKEN", "scenarioId": "scn_1"}""", "start run_1, score run_1, complete run_1", "finalState", "completed")]
    [InlineData("runloop-ai/arazzo/runloop-ai-suspend-and-resume-devbox-workflow.yml", """{"apiToken": "TOKEN", "devboxId": "dbx_1"}""", "suspend dbx_1, resume dbx_1", "finalStatus", "running")]
    [InlineData("runloop-ai/arazzo/runloop-ai-graceful-snapshot-and-shutdown-workflow.yml", """{"apiToken": "TOKEN", "devboxId": "dbx_1", "snapshotName": "before"}""", "snapshot dbx_1, shutdown dbx_1", "finalStatus", "shutdown")]
    [InlineData("dataiku/arazzo/dataiku-run-scenario-and-poll-workflow.yml", """{"apiKey": "TOKEN", "projectKey": "P", "scenarioId": "nightly"}""", "run P-nightly-1", "runId", "P-nightly-1")]
    public async Task Founding_document_does_what_its_author_meant(string document, string inputs, string effects, string output, string value)
    {
        await using var api = await FoundingApiServer.StartAsync(new FoundingApiOptions { Token = Token });
        var flowId = (await Api.PostAsync("/api/flows", Bundle(document, api.Url))).Expect(201)["flowId"].GetString()!;

        var run = await Api.RunAsync(flowId, $"[{inputs.Replace("TOKEN", Token, StringComparison.Ordinal)}]", """, "overrides": {"polling": {"interval": 0.05, "factor": 1}}""");

        run.GetProperty("status").GetString().ShouldBe("success", run.ToString());
        run.GetProperty("results")[0].GetProperty("result").GetProperty("value").GetProperty(output).GetString().ShouldBe(value);
        string.Join(", ", api.Effects).ShouldBe(effects);
        api.Requests.ShouldAllBe(request => request.Headers["Authorization"] == $"Bearer {Token}");
        run.ToString().ShouldNotContain(Token);
        (await Api.GetAsync($"/api/runs/{run.GetProperty("runId").GetString()}/items/0")).Expect(200).Text.ShouldNotContain(Token);
        (await Api.EventsAsync(run.GetProperty("runId").GetString()!)).ShouldAllBe(happened => !happened.Data.GetRawText().Contains(Token));
    }

    static string Bundle(string document, string server)
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable("ARAZZO_CORPUS")!, "api-evangelist", document);
        var description = Read(file);
        var source = description["sourceDescriptions"]![0]!;
        var api = Read(Path.Combine(Path.GetDirectoryName(file)!, "..", "openapi", source["url"]!.ToString().Split('/')[^1]));
        api["servers"] = new JsonArray(new JsonObject { ["url"] = server });
        return new JsonObject { ["arazzo"] = description, ["sources"] = new JsonObject { [source["name"]!.ToString()] = api } }.ToJsonString();
    }

    static JsonNode Read(string path) => JsonNode.Parse(NodeJson.ToElement(SyntaxReader.Read(File.ReadAllBytes(path)).Root!).GetRawText())!;
}
