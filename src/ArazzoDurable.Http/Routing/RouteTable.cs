using System.Collections.Immutable;

namespace ArazzoDurable.Http.Routing;

/// <summary>All routes.</summary>
sealed class RouteTable(ImmutableArray<Route> routes)
{
    /// <summary>The routes, in the order in which they are looked at.</summary>
    public ImmutableArray<Route> All => routes;

    /// <summary>The route for a method at a path.</summary>
    public RouteMatch Find(string method, Uri url)
    {
        var path = PathTemplate.Split(url.AbsolutePath);
        var allowed = ImmutableArray.CreateBuilder<string>();
        foreach (var route in routes)
        {
            if (route.Path.Match(path) is not { } values)
                continue;
            if (route.Method == method)
                return new RouteMatch.Found(route, values);
            allowed.Add(route.Method);
            if (route.Method == "GET")
                allowed.Add("HEAD");
        }
        return allowed.Count > 0 ? new RouteMatch.WrongMethod(allowed.ToImmutable()) : new RouteMatch.Nothing();
    }
}
