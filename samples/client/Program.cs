using System.Text.Json;
using ArazzoDurable.Client;
using ArazzoDurable.Client.Flows;
using ArazzoDurable.Client.Runs;
using ArazzoDurable.Client.Samples;

// arazzo simulate samples/run-scenario-and-poll/workflow.arazzo.yaml --urls http://127.0.0.1:7072
// arazzo serve --allow-host 127.0.0.1 --allow-server-overrides
// dotnet run --project samples/client -- poll http://127.0.0.1:7072/scenarios
if (args is not [var sample, var labUrl])
{
    await Console.Error.WriteLineAsync("Usage: (poll|batch|sub-workflow) URL-OF-THE-SIMULATED-LAB; run it in the root of the repository.");
    return 2;
}

using var http = new HttpClient { BaseAddress = new Uri(Environment.GetEnvironmentVariable("ARAZZO_URL") ?? "http://127.0.0.1:7071") };
var client = new ArazzoClient(http, new ArazzoClientOptions { ApiKey = Environment.GetEnvironmentVariable("ARAZZO_API_KEY") });

const string folder = "samples/run-scenario-and-poll";
var flow = await client.PutFlowAsync(
    await FlowUpload.ReadAsync($"{folder}/workflow.arazzo.yaml", [new("scenarios", $"{folder}/scenarios.openapi.yaml")]));
var lab = new SubmitRequest(flow.FlowId) { Overrides = RunOverrides.WithServer("scenarios", labUrl) };

switch (sample)
{
    case "poll":
        await Poll.RunAsync(client, lab, Console.Out, TimeProvider.System, default);
        return 0;
    case "batch":
        await Batch.RunAsync(client, lab, ["scn_1", "scn_2", "scn_3"], () => Console.Out.WriteLineAsync("Mending…"), Console.Out, default);
        return 0;
    case "sub-workflow":
        var input = JsonElement.Parse("""{"apiToken": "demo", "projectId": "DEMO", "scenarioId": "scn_1"}""");
        Console.WriteLine(await SubWorkflow.ExecuteAsync(client, lab, input, callId: null, default));
        return 0;
    default:
        await Console.Error.WriteLineAsync($"There is no sample '{sample}'.");
        return 2;
}
