using ArazzoDurable.Cli.Tests.FoundingApi;

namespace ArazzoDurable.Cli.Tests.Founding;

/// <summary>A founding document, unchanged, and what its author meant it to do.</summary>
/// <param name="Name">A short name.</param>
/// <param name="Document">Where it is in the corpus.</param>
/// <param name="Source">Its source.</param>
/// <param name="TokenInput">The input that takes the token.</param>
/// <param name="Inputs">The other inputs; <c>{n}</c> stands for a number of the run's own.</param>
/// <param name="Effects">What it changes, in order.</param>
/// <param name="Outputs">Its outputs.</param>
sealed record FoundingWorkflow(
    string Name, string Document, string Source, string TokenInput, string[] Inputs, string[] Effects, Dictionary<string, string> Outputs)
{
    public static IReadOnlyList<FoundingWorkflow> All { get; } =
    [
        new("score", "runloop-ai/arazzo/runloop-ai-score-running-scenario-run-workflow.yml", "scenarioApi", "apiToken", ["scenarioId=scn_{n}"],
            ["start run_{r}", "score run_{r}", "complete run_{r}"],
            new() { ["runId"] = "run_{r}", ["score"] = "0.75", ["finalState"] = "completed" }),
        new("suspend", "runloop-ai/arazzo/runloop-ai-suspend-and-resume-devbox-workflow.yml", "devboxApi", "apiToken", ["devboxId=dbx_s{n}"],
            ["suspend dbx_s{n}", "resume dbx_s{n}"],
            new() { ["devboxId"] = "dbx_s{n}", ["finalStatus"] = "running" }),
        new("snapshot", "runloop-ai/arazzo/runloop-ai-graceful-snapshot-and-shutdown-workflow.yml", "devboxApi", "apiToken", ["devboxId=dbx_g{n}", "snapshotName=before the end"],
            ["snapshot dbx_g{n}", "shutdown dbx_g{n}"],
            new() { ["snapshotId"] = "*", ["finalStatus"] = "shutdown" }),
        new("dataiku", "dataiku/arazzo/dataiku-run-scenario-and-poll-workflow.yml", "dssPublicApi", "apiKey", ["projectKey=P{n}", "scenarioId=nightly"],
            ["run P{n}-nightly-*"],
            new() { ["runId"] = "*", ["lastRun"] = "*" }),
    ];

    public static FoundingWorkflow Named(string name) => All.Single(workflow => workflow.Name == name);

    public string File => Corpus.Path("api-evangelist", Document);

    /// <summary>The arguments that run it against a server.</summary>
    public string[] RunArgs(FoundingApiServer server, string token, int number, string data, params string[] more) =>
    [
        "run", File, "--server", $"{Source}={server.Url}", "-i", $"{TokenInput}={token}",
        .. Inputs.SelectMany(input => new[] { "-i", input.Replace("{n}", $"{number}", StringComparison.Ordinal) }),
        "--data", data, "--json", .. more,
    ];
}
