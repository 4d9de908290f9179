namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary>
/// <c>$dynamicRef</c> to a <c>$dynamicAnchor</c>: leads to the anchor of that name in the outermost schema resource that
/// evaluation has come through and that has one. To anything else it is a <c>$ref</c>.
/// </summary>
sealed class DynamicReference(SchemaNode owner, string anchor, SchemaNode target) : Keyword(owner, "$dynamicRef")
{
    internal string Anchor { get; } = anchor;

    internal Dictionary<SchemaResource, SchemaNode> Candidates { get; } = [];

    internal override bool Evaluate(in Frame frame)
    {
        var outermost = target;
        for (var scope = frame.Scope; scope is not null; scope = scope.Outer)
        {
            if (Candidates.TryGetValue(scope.Resource, out var candidate))
                outermost = candidate;
        }
        return outermost.Apply(frame, decides: true);
    }

    internal override void AddInPlace(List<SchemaNode> into, Reach reach)
    {
        into.Add(target);
        if (reach is not Reach.Certain)
            into.AddRange(Candidates.Values);
    }
}
