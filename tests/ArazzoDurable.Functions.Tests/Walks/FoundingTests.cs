using System.Net;
using System.Text.Json.Nodes;
using ArazzoDurable.Cli.Tests;
using ArazzoDurable.Cli.Tests.Founding;
using ArazzoDurable.Cli.Tests.FoundingApi;
using ArazzoDurable.Functions.TestHub;
using ArazzoDurable.Functions.TestHub.Instances;
using ArazzoDurable.Functions.Tests.Asking;

namespace ArazzoDurable.Functions.Tests.Walks;

/// <summary>The four founding documents on the app, for what no client of the API sees. Whether they do what their authors meant is told by the tests that every host passes.</summary>
public sealed class FoundingTests
{
    const string Token = "founding-token-7f3a";

    public static TheoryData<string> Names() => [.. FoundingWorkflow.All.Select(workflow => workflow.Name)];

    [CorpusTheory]
    [MemberData(nameof(Names))]
    public async Task Founding_document_polls_by_durable_timers_and_shows_its_token_neither_to_the_log_nor_to_the_hub(string name)
    {
        await using var api = await FoundingApiServer.StartAsync(new FoundingApiOptions { Token = Token });
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions { HubTime = new QuickTime() });
        var workflow = FoundingWorkflow.Named(name);
        var text = await File.ReadAllTextAsync(workflow.File);
        var openApi = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(workflow.File)!, "..", "openapi")).Single(file => text.Contains(Path.GetFileName(file), StringComparison.Ordinal));
        var flowId = await app.PutFlowAsync(text, (workflow.Source, await File.ReadAllTextAsync(openApi)));

        var submitted = (await app.PostAsync("api/runs", Submission(workflow, flowId, api).ToJsonString())).With(HttpStatusCode.Accepted);
        var run = await app.EndAsync(submitted.Member("runId"));

        run.GetProperty("status").GetString().ShouldBe("success", run.ToString());
        api.Requests.ShouldContain(request => request.Headers["Authorization"] == $"Bearer {Token}", "or this would say nothing");
        app.Hub.Timers.Count.ShouldBe(Polls(api), string.Join(", ", api.Requests));
        string.Concat(app.Log.Select(line => line.Message)).ShouldNotContain(Token);
        var instance = (await app.TaskClient.GetInstanceAsync(submitted.Member("runId"), getInputsAndOutputs: true))!;
        (instance.SerializedInput + instance.SerializedOutput + instance.SerializedCustomStatus).ShouldNotContain(Token);
    }

    /// <summary>Calls that only repeat the one before: each was waited for.</summary>
    static int Polls(FoundingApiServer api) =>
        api.Requests.Zip(api.Requests.Skip(1)).Count(pair => (pair.First.Method, pair.First.Path, pair.First.Text) == (pair.Second.Method, pair.Second.Path, pair.Second.Text));

    static JsonObject Submission(FoundingWorkflow workflow, string flowId, FoundingApiServer api)
    {
        var inputs = new JsonObject { [workflow.TokenInput] = Token };
        foreach (var input in workflow.Inputs)
            inputs[input.Split('=')[0]] = input.Split('=')[1].Replace("{n}", "1", StringComparison.Ordinal);
        return new JsonObject
        {
            ["flowId"] = flowId,
            ["inputs"] = new JsonArray(inputs),
            ["overrides"] = new JsonObject { ["servers"] = new JsonObject { [workflow.Source] = api.Url } },
        };
    }
}
