using System.Collections.Immutable;
using ArazzoDurable.Http.Routing;

namespace ArazzoDurable.Http.Health;

/// <summary>Whether the server answers. Needs no key and touches no store, so that a probe costs nothing.</summary>
static class HealthRoutes
{
    public static ImmutableArray<Route> All { get; } =
    [
        new Route("GET", "/api/health", (_, _, _) => Task.FromResult(ApiResponse.Json(200, new HealthAnswer("ok"), ApiJson.Default.HealthAnswer)))
        {
            IsAnonymous = true,
        },
    ];
}
