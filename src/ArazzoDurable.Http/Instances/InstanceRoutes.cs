using System.Collections.Immutable;
using ArazzoDurable.Http.Access;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Http.Routing;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Http.Instances;

/// <summary>Tells of instances as the built-in endpoint does: one, or those that fit a filter.</summary>
sealed class InstanceRoutes(ApiServices services, IInstanceAdministration administration)
{
    /// <summary>After how many seconds a client may ask again.</summary>
    const string RetryAfter = "5";

    readonly VisibleInstances visible = new(services);

    public ImmutableArray<Route> All =>
    [
        new Route("GET", $"{BuiltInEndpoint.Root}/instances", ListAsync),
        new Route("GET", $"{BuiltInEndpoint.Root}/instances/{{instanceId}}", GetAsync),
    ];

    async Task<ApiResponse> GetAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken)
    {
        if (await visible.FindAsync(values["instanceId"], cancellationToken) is not { } instance)
            return new ApiResponse(404);
        var query = QueryString.Parse(request.Url);
        var status = instance.Status switch
        {
            InstanceStatus.Pending or InstanceStatus.Running or InstanceStatus.Suspended => 202,
            InstanceStatus.Failed when InstanceQuery.Flag(query, "returnInternalServerErrorOnFailure", fallback: false) => 500,
            InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated => 200,
            _ => throw new InvalidOperationException("A status of an unknown kind."),
        };
        var response = ApiResponse.Json(status, writer => InstanceAnswer.Write(writer, instance, ShowsInput(query)));
        return status == 202
            ? response.With("Location", Location(request.Url, instance.InstanceId, query)).With("Retry-After", RetryAfter)
            : response;
    }

    async Task<ApiResponse> ListAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken)
    {
        if (!InstanceQuery.TryReadAfter(request, out var after))
            return new ApiResponse(400);
        var query = QueryString.Parse(request.Url);
        var page = await administration.ListAsync(InstanceQuery.Filter(query), after, InstanceQuery.Top(query), cancellationToken);
        var instances = await visible.OfAsync(page.Instances, cancellationToken);
        var response = ApiResponse.Json(200, writer =>
        {
            writer.WriteStartArray();
            foreach (var instance in instances)
                InstanceAnswer.Write(writer, instance, ShowsInput(query));
            writer.WriteEndArray();
        });
        return page.Last is { } last ? response.With(InstanceQuery.ContinuationHeader, InstanceQuery.Token(last)) : response;
    }

    static bool ShowsInput(QueryString query) => InstanceQuery.Flag(query, "showInput", fallback: true);

    // A key that came in the query goes back in it, so that the client can follow the link; one from a header is not put into a URL.
    static string Location(Uri url, string instanceId, QueryString query)
    {
        var code = InstanceQuery.First(query, KeyCheck.QueryName);
        return $"{url.GetLeftPart(UriPartial.Authority)}{BuiltInEndpoint.PathOf(instanceId)}"
            + (code is null ? "" : $"?{KeyCheck.QueryName}={Uri.EscapeDataString(code)}");
    }
}
