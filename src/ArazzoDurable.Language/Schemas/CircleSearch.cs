using ArazzoDurable.Language.Schemas.Keywords;

namespace ArazzoDurable.Language.Schemas;

/// <summary>
/// Finds schemas that apply to the same place again by way of themselves: evaluating one would never end.
/// Circles that go deeper into the value on their way are what recursive schemas are made of, and fine.
/// </summary>
static class CircleSearch
{
    const int MostTold = 8;

    internal static IEnumerable<SchemaError> Find(IEnumerable<SchemaNode> nodes)
    {
        var finished = new HashSet<SchemaNode>();
        foreach (var node in nodes)
        {
            if (FindFrom(node, finished) is { } error)
                yield return error;
        }
    }

    // An explicit stack, for a chain of references may be as long as the document allows.
    static SchemaError? FindFrom(SchemaNode start, HashSet<SchemaNode> finished)
    {
        var path = new List<SchemaNode>();
        var onPath = new HashSet<SchemaNode>();
        var open = new Stack<(SchemaNode Node, bool Leaves)>([(start, false)]);
        while (open.TryPop(out var step))
        {
            var (node, leaves) = step;
            if (leaves)
            {
                path.RemoveAt(path.Count - 1);
                onPath.Remove(node);
                finished.Add(node);
                continue;
            }
            if (onPath.Contains(node))
            {
                finished.UnionWith(path);
                return Circle(path[path.IndexOf(node)..], node);
            }
            if (finished.Contains(node))
                continue;
            path.Add(node);
            onPath.Add(node);
            open.Push((node, true));
            foreach (var next in Neighbours(node))
                open.Push((next, false));
        }
        return null;
    }

    static List<SchemaNode> Neighbours(SchemaNode node)
    {
        var into = new List<SchemaNode>();
        foreach (var keyword in node.Keywords)
            keyword.AddInPlace(into, Reach.All);
        return into;
    }

    static SchemaError Circle(List<SchemaNode> circle, SchemaNode node)
    {
        var told = circle.Count > MostTold ? [.. circle.Take(MostTold).Select(Name), "…"] : circle.Select(Name);
        return new(node.Location, $"the schema refers to itself without going deeper into the value: {string.Join(" → ", told.Append(Name(node)))}");
    }

    static string Name(SchemaNode node) => $"#{node.Location}";
}
