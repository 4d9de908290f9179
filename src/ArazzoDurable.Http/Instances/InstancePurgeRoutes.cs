using System.Collections.Immutable;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Http.Routing;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Http.Instances;

/// <summary>Removes instances that have ended as the built-in endpoint does. The runs that they walked keep their records and results.</summary>
sealed class InstancePurgeRoutes(ApiServices services, IInstanceAdministration administration)
{
    static readonly ImmutableHashSet<InstanceStatus> Ended = [InstanceStatus.Completed, InstanceStatus.Failed, InstanceStatus.Terminated];

    readonly VisibleInstances visible = new(services);

    public ImmutableArray<Route> All =>
    [
        new Route("DELETE", $"{BuiltInEndpoint.Root}/instances", PurgeManyAsync),
        new Route("DELETE", $"{BuiltInEndpoint.Root}/instances/{{instanceId}}", PurgeOneAsync),
    ];

    async Task<ApiResponse> PurgeOneAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken) =>
        Answer(await visible.FindAsync(values["instanceId"], cancellationToken) is { } instance ? await PurgeAsync([instance], cancellationToken) : 0);

    async Task<ApiResponse> PurgeManyAsync(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var filter = InstanceQuery.Filter(QueryString.Parse(request.Url));
        if (filter.CreatedFrom is null)
            return new ApiResponse(400);
        filter = filter with { IdPrefix = "", Statuses = filter.Statuses?.Intersect(Ended) ?? Ended };
        var deleted = 0;
        string? after = null;
        do
        {
            var page = await administration.ListAsync(filter, after, InstanceQuery.MaxTop, cancellationToken);
            deleted += await PurgeAsync(await visible.OfAsync(page.Instances, cancellationToken), cancellationToken);
            after = page.Last;
        }
        while (after is not null);
        return Answer(deleted);
    }

    async Task<int> PurgeAsync(List<InstanceState> instances, CancellationToken cancellationToken)
    {
        // A run that did not hear yet of the end of its instance would take it for one that was never started.
        foreach (var instance in instances.Where(instance => instance.Status is InstanceStatus.Failed or InstanceStatus.Terminated))
            await services.Runs.SeeToAsync(instance.InstanceId, cancellationToken);
        return await administration.PurgeAsync([.. instances.Select(instance => instance.InstanceId)], cancellationToken);
    }

    static ApiResponse Answer(int deleted) => deleted == 0
        ? new ApiResponse(404)
        : ApiResponse.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("instancesDeleted", deleted);
            writer.WriteEndObject();
        });
}
