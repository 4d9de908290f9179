using System.Collections.Immutable;

namespace ArazzoDurable.Http.Routing;

/// <summary>Answers a request.</summary>
/// <param name="request">The request.</param>
/// <param name="values">What stands in the place of the template's names.</param>
/// <param name="cancellationToken">The client is gone.</param>
delegate Task<ApiResponse> RouteHandler(ApiRequest request, ImmutableDictionary<string, string> values, CancellationToken cancellationToken);
