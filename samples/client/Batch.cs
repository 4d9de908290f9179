using ArazzoDurable.Client.Runs;
using ArazzoDurable.Runtime.Items;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Client.Samples;

/// <summary>Runs a workflow for many inputs, looks at those that failed, and has them walked again when the cause is mended.</summary>
static class Batch
{
    public static async Task<RunStatus> RunAsync(
        ArazzoClient client, SubmitRequest lab, IReadOnlyList<string> scenarios, Func<Task> mend, TextWriter output, CancellationToken cancellationToken)
    {
        var request = lab.WithInputs(scenarios.Select(scenarioId => new { apiToken = "demo", projectId = "DEMO", scenarioId }));
        var run = await client.SubmitRunAsync(request with { MaxConcurrency = 4 }, cancellationToken);
        run = await client.WaitForRunAsync(run.RunId, cancellationToken);
        await TellAsync(run, output);
        if (run.Status is not RunState.Failed)
            return run;

        await foreach (var item in client.ListItemsAsync(run.RunId, ItemStatus.Failed, cancellationToken: cancellationToken))
            await output.WriteLineAsync($"{scenarios[item.ItemIndex]} failed: {item.Result?.Error?.Message}");

        await mend();
        // The items that succeeded are left as they are.
        await client.RerunAsync(run.RunId, cancellationToken);
        run = await client.WaitForRunAsync(run.RunId, cancellationToken);
        await TellAsync(run, output);
        return run;
    }

    static Task TellAsync(RunStatus run, TextWriter output) => output.WriteLineAsync($"{run.Items.Success} of {run.Items.Total} scenarios ran to their end.");
}
