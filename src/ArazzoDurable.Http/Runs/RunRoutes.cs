using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Http.Flows;
using ArazzoDurable.Http.Instances;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Http.Routing;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Runs;

/// <summary>Submits runs and tells of them.</summary>
sealed class RunRoutes(ApiServices services, ApiSettings settings, RunRequests requests)
{
    const int MostPerPage = 200;
    const int PerPage = 50;

    public ImmutableArray<Route> All =>
    [
        new Route("POST", "/api/runs", SubmitAsync),
        new Route("GET", "/api/runs", ListAsync),
        new Route("GET", "/api/runs/{runId}", GetAsync),
    ];

    async Task<ApiResponse> SubmitAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var reading = await StrictJson.ReadBodyAsync(request, settings.BodyLimit, cancellationToken);
        if (reading is not Reading<JsonElement>.Done(var body))
            return ((Reading<JsonElement>.Refused)reading).Response;
        var errors = new FieldErrors();
        if (SubmitReader.Read(body, errors) is not { } submit)
            return errors.Refusal ?? throw new InvalidOperationException("A submit was not read, and nothing says why.");
        return await requests.SubmitAsync(SubmitHeaders.Read(request, submit)) switch
        {
            RunAnswer.Told told => SubmitHeaders.Replayed(
                Answer(WithStatusQuery(await requests.AfterWaitAsync(submit, told.Status, cancellationToken), request.Url)).With("Location", $"/api/runs/{told.Status.RunId}"), told),
            RunAnswer.Refused(var problem) => Refusals.Of(problem),
            _ => throw new InvalidOperationException("An answer of an unknown kind."),
        };
    }

    async Task<ApiResponse> ListAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var query = new QueryFields(request.Url, errors);
        var filter = new RunFilter(
            query.Read("status", RunStates.Names, RunStates.Parse),
            query.Read("flowId", FlowIds.Form, FlowIds.Parse)?.ToString(),
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
        var wanted = RunQuery.Read(query);
        if (errors.Refusal is { } refusal)
            return refusal;
        return await requests.GetAsync(values["runId"], wanted, cancellationToken) switch
        {
            RunAnswer.Told(var status) => Answer(status),
            RunAnswer.Refused(var problem) => Refusals.Of(problem),
            _ => throw new InvalidOperationException("An answer of an unknown kind."),
        };
    }

    /// <summary>The status with the URL that tells it without this API, for those who ask the extension. Its key is not for everybody who may submit.</summary>
    RunStatus WithStatusQuery(RunStatus status, Uri request) => settings.TellStatusQueryUri
        ? status with { StatusQueryGetUri = request.GetLeftPart(UriPartial.Authority) + BuiltInEndpoint.PathOf(status.RunId) }
        : status;

    static ApiResponse Answer(RunStatus status) => ApiResponse.Json(status.Status.IsEnded() ? 200 : 202, status, ApiJson.Default.RunStatus);
}
