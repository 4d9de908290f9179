using System.Text.Json;
using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Conformance.Tests.Discovery;
using ArazzoDurable.Conformance.Tests.Hosts;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Conformance.Tests.Walk;

/// <summary>The four samples as their authors mean them, against a server that plays their API and refuses what comes too early.</summary>
public abstract class SampleConformance<THost>(THost host) : Conformance<THost>(host)
    where THost : class, IHostUnderTest
{
    [HostTheory]
    [InlineData("score-scenario-run", "trials", """{"scenarioId": "s"}""", "begin trial_s, score trial_s, finish trial_s", """{"trialId":"trial_s","points":0.875,"phase":"finished"}""", 6)]
    [InlineData("suspend-and-resume", "benches", """{"benchId": "b"}""", "suspend b, resume b", """{"benchId":"b","condition":"awake"}""", 10)]
    [InlineData("snapshot-and-shutdown", "benches", """{"benchId": "b", "note": "done"}""", "take image of b, shut down b", """{"imageId":"image_b","condition":"powered-down"}""", 2)]
    [InlineData("run-scenario-and-poll", "scenarios", """{"projectId": "p", "scenarioId": "s"}""", "run s", """{"runId":"run_s","lastRun":{"id":"run_s","result":"ok"}}""", 6)]
    public async Task Sample_does_what_its_author_means(string name, string source, string inputs, string effects, string outputs, int calls)
    {
        var lab = new AcmeLab();
        await using var server = await CalledServer.StartAsync(lab.Answer);
        var flow = Flow.Of(
            Read(Path.Combine(name, "workflow.arazzo.yaml")), [KeyValuePair.Create(source, Read(Path.Combine(name, $"{source}.openapi.yaml")))], server);
        // The samples' server is another one than the cases'.
        foreach (var document in flow.Sources.Select(each => each.Value!))
            document["servers"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["url"] = $"{server.Url}/lab" });
        var flowId = await Api.StoreAsync(flow);

        var run = await Api.RunAsync(flowId, $"[{inputs.Replace("{", """{"apiToken": "canary-4711", """, StringComparison.Ordinal)}]", """, "overrides": {"polling": {"interval": 0.05, "factor": 1}}""");

        run.GetProperty("status").GetString().ShouldBe("success", run.ToString());
        CaseCalls.Json(run.GetProperty("results")[0].GetProperty("result").GetProperty("value").GetRawText()).ShouldBe(CaseCalls.Json(outputs));
        string.Join(", ", lab.Effects).ShouldBe(effects);
        server.Requests.Length.ShouldBe(calls, string.Join('\n', server.Requests));
        server.Requests.Where(request => request.Method != "GET").Select(request => request.Headers["Idempotency-Key"]).ShouldBeUnique();
        run.ToString().ShouldNotContain("canary-4711");
    }

    static JsonElement Read(string path) =>
        NodeJson.ToElement(SyntaxReader.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", path))).Root!);
}
