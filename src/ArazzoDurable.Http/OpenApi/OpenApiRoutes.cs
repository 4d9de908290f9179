using System.Collections.Immutable;
using ArazzoDurable.Http.Routing;

namespace ArazzoDurable.Http.OpenApi;

/// <summary>Gives the description of this API. Needs no key: it tells nothing that the documentation does not.</summary>
static class OpenApiRoutes
{
    public static ImmutableArray<Route> All { get; } =
    [
        new Route("GET", "/api/openapi.json", (request, _, _) => Task.FromResult(Answer(request))) { IsAnonymous = true },
    ];

    static ApiResponse Answer(ApiRequest request)
    {
        var response = IsKnown(request)
            ? new ApiResponse(304)
            : new ApiResponse(200) { ContentType = ApiResponse.JsonType, Body = OpenApiDocument.Bytes };
        return response.With("ETag", OpenApiDocument.Tag).With("Cache-Control", "no-cache");
    }

    // Weak comparison, as RFC 9110 asks for here: a tag that a proxy has weakened is still the same.
    static bool IsKnown(ApiRequest request) => request.Headers.TryGetValue("If-None-Match", out var tags)
        && tags.Split(',', StringSplitOptions.TrimEntries)
            .Any(given => given == "*" || (given.StartsWith("W/", StringComparison.Ordinal) ? given[2..] : given) == OpenApiDocument.Tag);
}
