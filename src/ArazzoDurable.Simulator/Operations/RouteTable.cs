using System.Collections.Immutable;

namespace ArazzoDurable.Simulator.Operations;

/// <summary>Finds the operation that a request means among those of one source.</summary>
sealed class RouteTable(IEnumerable<Operation> operations)
{
    readonly ImmutableArray<Operation> routes = [.. operations.OrderBy(operation => operation.Path.Rank, StringComparer.Ordinal)];

    /// <summary>The operations, the more concrete paths first (OpenAPI 3.1, Path Templating Matching).</summary>
    internal ImmutableArray<Operation> Operations => routes;

    /// <summary>The operation for a method and path with the values of its path variables; null when there is none.</summary>
    internal RouteMatch? Find(string method, ImmutableArray<string> path)
    {
        foreach (var operation in routes)
        {
            if (operation.Method == method && operation.Path.Match(path) is { } values)
                return new RouteMatch(operation, values);
        }
        return null;
    }

    /// <summary>The methods that <paramref name="path"/> knows, in ordinal order: those described, HEAD where there is GET, and OPTIONS. None when the path is unknown.</summary>
    internal ImmutableArray<string> Methods(ImmutableArray<string> path)
    {
        var described = routes.Where(operation => operation.Path.Match(path) is not null).Select(operation => operation.Method).ToHashSet(StringComparer.Ordinal);
        if (described.Count == 0)
            return [];
        described.Add("OPTIONS");
        if (described.Contains("GET"))
            described.Add("HEAD");
        return [.. described.Order(StringComparer.Ordinal)];
    }
}
