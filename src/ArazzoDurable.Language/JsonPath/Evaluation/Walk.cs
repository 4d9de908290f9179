using System.Text.Json;

namespace ArazzoDurable.Language.JsonPath.Evaluation;

/// <summary>
/// One evaluation over one document. Nodes are handed on depth first, which gives the order of RFC 9535 without lists in between: what a
/// segment selects from a list of nodes is what it selects from each of them, in turn. Every method that takes a sink returns whether the
/// walk goes on.
/// </summary>
sealed class Walk
{
    readonly FilterWalk filters;
    long nodesLeft;
    int depthLeft;

    public Walk(JsonElement root, JsonPathBudget budget)
    {
        Root = root;
        nodesLeft = budget.Nodes;
        depthLeft = budget.Depth;
        filters = new FilterWalk(this);
    }

    public JsonElement Root { get; }

    /// <summary>Once true, everything returns at once and no result means anything.</summary>
    public bool BudgetExceeded { get; private set; }

    public void Run<TSink>(JsonPathQuery query, JsonElement current, ref TSink sink)
        where TSink : struct, INodeSink => Visit(query.IsRelative ? current : Root, query.Segments.AsSpan(), ref sink);

    public bool Holds(FilterExpression expression, JsonElement current) => filters.Holds(expression, current);

    /// <summary>Takes from the budget of nodes; false when it is exceeded.</summary>
    public bool Charge(long nodes)
    {
        nodesLeft -= nodes;
        BudgetExceeded |= nodesLeft < 0;
        return !BudgetExceeded;
    }

    /// <summary>Goes one level deeper, as every recursion over the document does; false when the budget is exceeded.</summary>
    public bool Enter()
    {
        depthLeft--;
        BudgetExceeded |= depthLeft < 0;
        return Charge(1);
    }

    public void Leave() => depthLeft++;

    bool Visit<TSink>(JsonElement node, ReadOnlySpan<Segment> segments, ref TSink sink)
        where TSink : struct, INodeSink
    {
        if (segments.IsEmpty)
            return Charge(1) && sink.Add(node);
        var goesOn = Enter() && (segments[0] is Segment.Descendant ? Descend(node, segments, ref sink) : Children(node, segments, ref sink));
        Leave();
        return goesOn;
    }

    bool Descend<TSink>(JsonElement node, ReadOnlySpan<Segment> segments, ref TSink sink)
        where TSink : struct, INodeSink
    {
        if (!Children(node, segments, ref sink))
            return false;
        var children = new ChildEnumerator(node);
        while (children.MoveNext())
        {
            var goesOn = Enter() && Descend(children.Current, segments, ref sink);
            Leave();
            if (!goesOn)
                return false;
        }
        return true;
    }

    bool Children<TSink>(JsonElement node, ReadOnlySpan<Segment> segments, ref TSink sink)
        where TSink : struct, INodeSink
    {
        foreach (var selector in segments[0].Selectors)
        {
            if (!Select(node, selector, segments[1..], ref sink))
                return false;
        }
        return true;
    }

    bool Select<TSink>(JsonElement node, Selector selector, ReadOnlySpan<Segment> rest, ref TSink sink)
        where TSink : struct, INodeSink => selector switch
        {
            Selector.Name or Selector.Index => Singular.Child(node, selector) is not { } child || Visit(child, rest, ref sink),
            Selector.Wildcard => Wildcard(node, rest, ref sink),
            Selector.Slice slice => node.ValueKind != JsonValueKind.Array || Slice(node, slice, rest, ref sink),
            Selector.Filter filter => Filter(node, filter.Expression, rest, ref sink),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    bool Wildcard<TSink>(JsonElement node, ReadOnlySpan<Segment> rest, ref TSink sink)
        where TSink : struct, INodeSink
    {
        var children = new ChildEnumerator(node);
        while (children.MoveNext())
        {
            if (!Visit(children.Current, rest, ref sink))
                return false;
        }
        return true;
    }

    bool Slice<TSink>(JsonElement array, Selector.Slice slice, ReadOnlySpan<Segment> rest, ref TSink sink)
        where TSink : struct, INodeSink
    {
        foreach (var element in SliceElements.Of(array, slice))
        {
            if (!Visit(element, rest, ref sink))
                return false;
        }
        return true;
    }

    bool Filter<TSink>(JsonElement node, FilterExpression expression, ReadOnlySpan<Segment> rest, ref TSink sink)
        where TSink : struct, INodeSink
    {
        var children = new ChildEnumerator(node);
        while (children.MoveNext())
        {
            var holds = Enter() && filters.Holds(expression, children.Current);
            Leave();
            if (BudgetExceeded || (holds && !Visit(children.Current, rest, ref sink)))
                return false;
        }
        return true;
    }
}
