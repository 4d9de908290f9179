using System.Text.Json.Nodes;

namespace ArazzoDurable.Cli.Tests.FoundingApi;

/// <summary>Runloop's scenario runs: provisioning for some looks, then running, scored, completed. A step out of turn is refused with 409.</summary>
sealed class ScenarioRuns(int polls, Action<string> effect)
{
    readonly Dictionary<string, Run> runs = [];

    internal Reply Start(JsonNode? body)
    {
        if (body is not JsonObject || body["scenario_id"]?.GetValueKind() != System.Text.Json.JsonValueKind.String)
            return Reply.Refused(400, "scenario_id is required.");
        var id = $"run_{runs.Count + 1}";
        runs[id] = new Run(id, body["scenario_id"]!.GetValue<string>(), body["run_name"]?.ToString(), polls);
        effect($"start {id}");
        return runs[id].View();
    }

    internal Reply Get(string id)
    {
        if (!runs.TryGetValue(id, out var run))
            return Reply.NotFound;
        if (run.State == "provisioning" && run.Looks++ >= polls)
            run.State = "running";
        return run.View();
    }

    internal Reply Score(string id) => Move(id, "score", "scored", from: ["running"]);

    internal Reply Complete(string id) => Move(id, "complete", "completed", from: ["running", "scored"]);

    Reply Move(string id, string verb, string state, string[] from)
    {
        if (!runs.TryGetValue(id, out var run))
            return Reply.NotFound;
        if (!from.Contains(run.State))
            return Reply.Refused(409, $"Cannot {verb} a run that is {run.State}.");
        run.State = state;
        run.Score ??= state == "scored" ? 0.75m : null;
        effect($"{verb} {id}");
        return run.View();
    }

    sealed class Run(string id, string scenarioId, string? name, int polls)
    {
        internal string State { get; set; } = polls == 0 ? "running" : "provisioning";

        internal int Looks { get; set; }

        internal decimal? Score { get; set; }

        internal Reply View()
        {
            var view = new JsonObject
            {
                ["id"] = id,
                ["scenario_id"] = scenarioId,
                ["devbox_id"] = id.Replace("run_", "dbx_", StringComparison.Ordinal),
                ["state"] = State,
                ["metadata"] = new JsonObject(),
            };
            if (name is not null)
                view["name"] = name;
            if (Score is { } score)
                view["scoring_contract_result"] = new JsonObject { ["score"] = score, ["scoring_function_results"] = new JsonArray() };
            return Reply.Of(view, notYet: State == "provisioning");
        }
    }
}
