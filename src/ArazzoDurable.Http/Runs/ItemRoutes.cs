using System.Collections.Immutable;
using System.Globalization;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Http.Routing;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Runs;

/// <summary>Tells how the items of runs stand.</summary>
sealed class ItemRoutes(ApiServices services, ApiSettings settings)
{
    const int MostPerPage = 200;
    const int PerPage = 50;

    public ImmutableArray<Route> All =>
    [
        new Route("GET", "/api/runs/{runId}/items", ListAsync),
        new Route("GET", "/api/runs/{runId}/items/{index}", GetAsync),
    ];

    async Task<ApiResponse> ListAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var query = new QueryFields(request.Url, errors);
        var filter = query.Read("status", ItemStatuses.Names, ItemStatuses.Parse);
        var top = query.Integer("top", 1, MostPerPage, PerPage);
        var from = query.Read("continuationToken", "the token of an earlier page", Index) ?? 0;
        if (errors.Refusal is { } refusal)
            return refusal;
        return RunId.TryParse(values["runId"], out var id)
            && await services.Runs.ListItemsAsync(id.ToString(), filter, from, top, settings.RevealSecrets, cancellationToken) is { } page
                ? ApiResponse.Json(200, page, ApiJson.Default.ItemPage)
                : Refusals.Of(RunRequests.Unknown(values["runId"]));
    }

    async Task<ApiResponse> GetAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken)
    {
        if (!RunId.TryParse(values["runId"], out var id))
            return Refusals.Of(RunRequests.Unknown(values["runId"]));
        if (Index(values["index"]) is { } index
            && await services.Runs.GetItemAsync(id.ToString(), index, settings.RevealSecrets, cancellationToken) is { } item)
            return ApiResponse.Json(200, item, ApiJson.Default.ItemState);
        return await services.Runs.GetAsync(id.ToString(), includeResults: false, reveal: false, cancellationToken) is null
            ? Refusals.Of(RunRequests.Unknown(values["runId"]))
            : Refusals.NotFound(ProblemCodes.UnknownItem, $"The run has no item '{values["index"]}'; its items are counted from 0.");
    }

    static int? Index(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
