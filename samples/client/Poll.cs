using ArazzoDurable.Client.Runs;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Client.Samples;

/// <summary>Starts a run, does something else, and looks after it now and then.</summary>
static class Poll
{
    public static async Task<RunStatus> RunAsync(ArazzoClient client, SubmitRequest lab, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        var request = lab.WithInput(new { apiToken = "demo", projectId = "DEMO", scenarioId = "scn_1" });
        var run = await client.SubmitRunAsync(request, cancellationToken);
        await output.WriteLineAsync($"Run {run.RunId} is accepted.");

        while (run.CompletedAt is null)
        {
            // Here a program does something useful.
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            run = await client.GetRunAsync(run.RunId, cancellationToken: cancellationToken);
            await output.WriteLineAsync(run.Step is null ? $"It is {run.Status}." : $"It is {run.Status}, at visit {run.Visit} of step {run.Step}.");
        }

        run = await client.GetRunAsync(run.RunId, new RunQuery { IncludeResults = true }, cancellationToken);
        foreach (var result in run.Results ?? [])
            await output.WriteLineAsync($"Item {result.ItemIndex}: {result.Result.Value}");
        return run;
    }
}
