using ArazzoDurable.Language.Schemas.Keywords;

namespace ArazzoDurable.Language.Schemas;

/// <summary>
/// The schemas that apply to one place of a value, each once, whether or not the value fits them. So walking a value costs
/// at most its size times the number of schemas, however they refer to each other.
/// </summary>
sealed class ApplicableSchemas
{
    readonly List<SchemaNode> schemas = [];
    readonly Reach reach;

    /// <param name="direct">The schemas that apply by themselves; those inside them are added behind each.</param>
    /// <param name="reach">Which of those inside count.</param>
    internal ApplicableSchemas(IEnumerable<SchemaNode> direct, Reach reach)
    {
        this.reach = reach;
        var known = new HashSet<SchemaNode>();
        var open = new Stack<SchemaNode>(direct.Reverse());
        var inside = new List<SchemaNode>();
        while (open.TryPop(out var node))
        {
            if (!known.Add(node))
                continue;
            schemas.Add(node);
            foreach (var keyword in node.Keywords)
                keyword.AddInPlace(inside, reach);
            for (var i = inside.Count - 1; i >= 0; i--)
                open.Push(inside[i]);
            inside.Clear();
        }
    }

    /// <summary>The schemas, nearest first.</summary>
    internal IReadOnlyList<SchemaNode> Schemas => schemas;

    /// <summary>The members that the schemas name, whether or not they are there.</summary>
    internal IEnumerable<string> DeclaredNames()
    {
        var names = new List<string>();
        foreach (var keyword in schemas.SelectMany(node => node.Keywords))
            keyword.AddDeclaredNames(names);
        return names.Distinct(StringComparer.Ordinal);
    }

    internal ApplicableSchemas ForMember(string name) => Inside((keyword, into) => keyword.AddForMember(into, name, reach));

    internal ApplicableSchemas ForElement(int index) => Inside((keyword, into) => keyword.AddForElement(into, index, reach));

    ApplicableSchemas Inside(Action<Keyword, List<SchemaNode>> add)
    {
        var into = new List<SchemaNode>();
        foreach (var isForLeftovers in (ReadOnlySpan<bool>)[false, true])
        {
            if (into.Count > 0)
                break;
            foreach (var keyword in schemas.SelectMany(node => node.Keywords).Where(keyword => keyword.IsForLeftovers == isForLeftovers))
                add(keyword, into);
        }
        return new ApplicableSchemas(into, reach);
    }
}
