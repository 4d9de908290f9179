namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>if</c> with <c>then</c> and <c>else</c>.</summary>
sealed class ConditionalKeyword(SchemaNode owner, SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : Keyword(owner, "if")
{
    internal override bool Evaluate(in Frame frame)
    {
        var branch = condition.Apply(Quietly(frame)) ? then : otherwise;
        return branch is null || branch.Apply(frame, decides: true);
    }

    internal override void AddInPlace(List<SchemaNode> into, Reach reach)
    {
        if (reach is Reach.Certain)
            return;
        into.Add(condition);
        if (then is not null)
            into.Add(then);
        if (otherwise is not null)
            into.Add(otherwise);
    }
}
