using System.Collections.Immutable;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Routing;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Runs;

/// <summary>Steers runs. The commands take no body; one that is sent is not read.</summary>
sealed class RunCommandRoutes(RunService runs)
{
    public ImmutableArray<Route> All =>
    [
        Command("POST", "/api/runs/{runId}/cancel", RunCommand.Cancel),
        Command("POST", "/api/runs/{runId}/suspend", RunCommand.Suspend),
        Command("POST", "/api/runs/{runId}/resume", RunCommand.Resume),
        Command("POST", "/api/runs/{runId}/rerun", RunCommand.Rerun),
        Command("DELETE", "/api/runs/{runId}", RunCommand.Delete),
    ];

    Route Command(string method, string path, RunCommand command) =>
        new(method, path, (_, values, cancellationToken) => AnswerAsync(values["runId"], command, cancellationToken));

    async Task<ApiResponse> AnswerAsync(string runId, RunCommand command, CancellationToken cancellationToken)
    {
        if (!RunId.TryParse(runId, out var id))
            return Refusals.Of(RunRequests.Unknown(runId));
        return await runs.CommandAsync(id.ToString(), command, cancellationToken) switch
        {
            CommandOutcome.Accepted(var status) => ApiResponse.Json(202, status, ApiJson.Default.RunStatus),
            CommandOutcome.Conflict(_, var message) => Refusals.Because(409, ProblemCodes.WrongState, message),
            CommandOutcome.UnknownRun => Refusals.Of(RunRequests.Unknown(runId)),
            _ => throw new InvalidOperationException("An outcome of an unknown kind."),
        };
    }
}
