using System.Collections.Immutable;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Http.Routing;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Http.Flows;

/// <summary>Stores flows and gives them back.</summary>
sealed class FlowRoutes(IFlowStore flows, FlowPlans plans, ApiSettings settings)
{
    const int MostPerPage = 200;
    const int PerPage = 50;

    /// <summary>What is said of a flow with errors.</summary>
    public const string Invalid = "The flow has errors, so it was not stored.";

    readonly FlowSummaries summaries = new(flows);

    public ImmutableArray<Route> All =>
    [
        new Route("POST", "/api/flows", PutAsync),
        new Route("GET", "/api/flows", ListAsync),
        new Route("GET", "/api/flows/{flowId}", GetAsync),
        new Route("GET", "/api/flows/{flowId}/graph", new FlowDrawing(plans).DrawAsync),
    ];

    async Task<ApiResponse> PutAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var reading = await FlowUpload.ReadAsync(request, settings.BodyLimit, cancellationToken);
        if (reading is not Reading<FlowUpload>.Done(var upload))
            return ((Reading<FlowUpload>.Refused)reading).Response;
        var review = upload.Review();
        ImmutableArray<DiagnosticAnswer> diagnostics = [.. review.Diagnostics.Select(DiagnosticAnswer.Of)];
        if (review is not { HasErrors: false, Bundle: { } bundle, Document: { } document })
            return Refusals.Of(Problem.Because(422, ProblemCodes.InvalidFlow, Invalid, diagnostics: diagnostics));
        var isNew = await flows.PutAsync(bundle, cancellationToken);
        var answer = new FlowAnswer(bundle.Id.ToString(), [.. document.Workflows.Select(WorkflowAnswer.Of)], diagnostics);
        return ApiResponse.Json(isNew ? 201 : 200, answer, ApiJson.Default.FlowAnswer).With("Location", $"/api/flows/{bundle.Id}");
    }

    async Task<ApiResponse> ListAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var query = new QueryFields(request.Url, errors);
        var top = query.Integer("top", 1, MostPerPage, PerPage);
        var after = query.Read("continuationToken", "the token of an earlier page", FlowIds.Parse);
        if (errors.Refusal is { } refusal)
            return refusal;
        var page = await flows.ListAsync(top, after?.Digest, cancellationToken);
        var listed = ImmutableArray.CreateBuilder<FlowSummary>();
        foreach (var id in page.Ids)
        {
            if (await summaries.GetAsync(id, cancellationToken) is { } summary)
                listed.Add(summary);
        }
        return ApiResponse.Json(200, new FlowListing(listed.ToImmutable(), page.ContinuationToken), ApiJson.Default.FlowListing);
    }

    async Task<ApiResponse> GetAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken) =>
        FlowId.TryParse(values["flowId"], out var id) && await flows.GetAsync(id, cancellationToken) is { } bundle
            ? new ApiResponse(200) { ContentType = ApiResponse.JsonType, Body = bundle.Bytes }
            : Refusals.Of(Unknown(values["flowId"]));

    /// <summary>There is no such flow.</summary>
    public static Problem Unknown(string flowId) => Problem.Because(404, ProblemCodes.UnknownFlow, $"There is no flow '{flowId}'.");
}
