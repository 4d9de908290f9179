using System.Collections.Immutable;

namespace ArazzoDurable.Http.Routing;

/// <summary>What a route table has for a request.</summary>
abstract record RouteMatch
{
    /// <summary>This route.</summary>
    /// <param name="Route">The route.</param>
    /// <param name="Values">What stands in the place of its template's names.</param>
    public sealed record Found(Route Route, ImmutableDictionary<string, string> Values) : RouteMatch;

    /// <summary>Routes at this path, for other methods.</summary>
    /// <param name="Allowed">These methods.</param>
    public sealed record WrongMethod(ImmutableArray<string> Allowed) : RouteMatch;

    /// <summary>Nothing at this path.</summary>
    public sealed record Nothing : RouteMatch;
}
