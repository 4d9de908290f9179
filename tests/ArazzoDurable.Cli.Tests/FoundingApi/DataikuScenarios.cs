using System.Text.Json.Nodes;

namespace ArazzoDurable.Cli.Tests.FoundingApi;

/// <summary>
/// Dataiku's scenarios. Each exists when it is first named, but for those that begin with <c>missing</c>. A run lasts some polls;
/// running what runs is refused with 409.
/// </summary>
sealed class DataikuScenarios(int polls, Action<string> effect)
{
    readonly Dictionary<(string Project, string Id), Scenario> scenarios = [];
    int runs;

    internal Reply Get(string project, string id) => Find(project, id) is null ? Reply.NotFound : Reply.Of(new JsonObject
    {
        ["id"] = id,
        ["projectKey"] = project,
        ["name"] = $"Scenario {id}",
        ["active"] = true,
        ["type"] = "step_based",
        ["params"] = new JsonObject(),
        ["triggers"] = new JsonArray(),
    });

    internal Reply Run(string project, string id)
    {
        if (Find(project, id) is not { } scenario)
            return Reply.NotFound;
        if (scenario.PollsLeft > 0)
            return Reply.Refused(409, "The scenario is running already.");
        (scenario.RunId, scenario.PollsLeft) = ($"{project}-{id}-{++runs}", polls);
        effect($"run {scenario.RunId}");
        return Reply.Of(new JsonObject
        {
            ["id"] = scenario.RunId,
            ["scenarioId"] = id,
            ["trigger"] = new JsonObject { ["type"] = "manual" },
            ["result"] = new JsonObject(),
        });
    }

    internal Reply Light(string project, string id)
    {
        if (Find(project, id) is not { } scenario)
            return Reply.NotFound;
        var running = scenario.PollsLeft > 0;
        scenario.PollsLeft = Math.Max(0, scenario.PollsLeft - 1);
        var view = new JsonObject { ["id"] = id, ["running"] = running };
        if (!running && scenario.RunId is { } run)
            view["lastRun"] = new JsonObject { ["id"] = run, ["outcome"] = "SUCCESS" };
        return Reply.Of(view, notYet: running);
    }

    Scenario? Find(string project, string id)
    {
        if (id.StartsWith("missing", StringComparison.Ordinal))
            return null;
        if (!scenarios.TryGetValue((project, id), out var scenario))
            scenarios[(project, id)] = scenario = new Scenario();
        return scenario;
    }

    sealed class Scenario
    {
        internal string? RunId { get; set; }

        internal int PollsLeft { get; set; }
    }
}
