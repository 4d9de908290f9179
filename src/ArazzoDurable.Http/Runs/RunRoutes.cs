using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Http.Flows;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Http.Routing;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Runs;

/// <summary>Submits runs and tells of them.</summary>
sealed class RunRoutes(ApiServices services, ApiSettings settings)
{
    const int MostPerPage = 200;
    const int PerPage = 50;

    readonly RunWait waiting = new(services, settings);

    public ImmutableArray<Route> All =>
    [
        new Route("POST", "/api/runs", SubmitAsync),
        new Route("GET", "/api/runs", ListAsync),
        new Route("GET", "/api/runs/{runId}", GetAsync),
    ];

    async Task<ApiResponse> SubmitAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken)
    {
        // To overlook it would start a second run where the client counts on none.
        if (request.Headers.ContainsKey("Idempotency-Key"))
            return Refusals.Because(400, ProblemCodes.NotSupported, "The header Idempotency-Key is not supported yet.");
        var reading = await StrictJson.ReadBodyAsync(request, settings.BodyLimit, cancellationToken);
        if (reading is not Reading<JsonElement>.Done(var body))
            return ((Reading<JsonElement>.Refused)reading).Response;
        var errors = new FieldErrors();
        if (SubmitReader.Read(body, errors) is not { } submit)
            return errors.Refusal ?? throw new InvalidOperationException("A submit was not read, and nothing says why.");
        if (!submit.Submission.Options.Servers.IsEmpty && !settings.AllowServerOverrides)
            return Refusals.Because(403, ProblemCodes.ServersNotAllowed, "This host does not allow 'overrides.servers'.");
        // A client that goes away now does not leave a run half begun.
        return await services.Runs.SubmitAsync(submit.Submission, CancellationToken.None) switch
        {
            SubmitOutcome.Accepted(var status) => (await AnswerAsync(submit, status, cancellationToken)).With("Location", $"/api/runs/{status.RunId}"),
            SubmitOutcome.UnknownFlow(var flowId) => FlowRoutes.UnknownFlow(flowId),
            SubmitOutcome.Refused refused => Refuse(refused),
            _ => throw new InvalidOperationException("An outcome of an unknown kind."),
        };
    }

    async Task<ApiResponse> AnswerAsync(SubmitRequest submit, RunStatus accepted, CancellationToken cancellationToken) =>
        Answer(submit.Wait
            ? await waiting.WaitAsync(accepted.RunId, submit.Timeout, includeResults: true, cancellationToken) ?? accepted
            : accepted);

    async Task<ApiResponse> ListAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var query = new QueryFields(request.Url, errors);
        var filter = new RunFilter(
            query.Read("status", RunStates.Names, RunStates.Parse),
            query.Read("flowId", "'sha256:' and 64 hexadecimal digits", text => FlowId.TryParse(text, out var id) ? id : (FlowId?)null)?.ToString(),
            query.Time("createdFrom"),
            query.Time("createdTo"));
        var top = query.Integer("top", 1, MostPerPage, PerPage);
        var after = query.Read("continuationToken", "the token of an earlier page", text => RunId.TryParse(text, out var id) ? id : (RunId?)null);
        return errors.Refusal
            ?? ApiResponse.Json(200, await services.Runs.ListAsync(filter, after?.ToString(), top, cancellationToken), ApiJson.Default.RunPage);
    }

    async Task<ApiResponse> GetAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var query = new QueryFields(request.Url, errors);
        var wait = query.Flag("wait");
        var timeout = TimeSpan.FromSeconds(query.Integer("timeoutSecs", 0, RunWait.LongestSecs, RunWait.DefaultSecs));
        var includeResults = query.Flag("includeResults");
        var order = query.Read("resultOrder", "byIndex or byCompletion", ResultOrders.Parse) ?? ResultOrder.ByIndex;
        if (errors.Refusal is { } refusal)
            return refusal;
        if (!RunId.TryParse(values["runId"], out var id))
            return UnknownRun(values["runId"]);
        var status = wait
            ? await waiting.WaitAsync(id.ToString(), timeout, includeResults, cancellationToken)
            : await services.Runs.GetAsync(id.ToString(), includeResults, settings.RevealSecrets, cancellationToken);
        return status is null ? UnknownRun(values["runId"]) : Answer(status.InOrder(order));
    }

    static ApiResponse Answer(RunStatus status) => ApiResponse.Json(status.Status.IsEnded() ? 200 : 202, status, ApiJson.Default.RunStatus);

    internal static ApiResponse UnknownRun(string runId) => Refusals.NotFound(ProblemCodes.UnknownRun, $"There is no run '{runId}'.");

    static ApiResponse Refuse(SubmitOutcome.Refused refused) => Refusals.Because(
        422, refused.Code, refused.Message,
        refused.Problems.IsEmpty ? null : [.. refused.Problems.Select(problem => new FieldError(problem.Code, problem.Message) { Pointer = problem.Location.Pointer.ToString() })]);
}
