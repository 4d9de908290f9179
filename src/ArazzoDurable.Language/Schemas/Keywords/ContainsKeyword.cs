namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>contains</c> with <c>minContains</c> (1 unless given) and <c>maxContains</c>.</summary>
sealed class ContainsKeyword(SchemaNode owner, SchemaNode schema, int least, int? most) : Keyword(owner, "contains")
{
    internal override bool Evaluate(in Frame frame)
    {
        if (!IsArray(frame))
            return true;
        var count = 0;
        var index = -1;
        foreach (var element in frame.Value.EnumerateArray())
        {
            if (!schema.Apply(Quietly(frame).Element(++index, element)))
                continue;
            frame.Evaluated?.Add(index);
            count++;
        }
        if (count < least)
            return frame.Tells && frame.Fail(this, Expected("at least", least, count));
        return most is not { } limit || count <= limit || (frame.Tells && frame.Fail(this, Expected("at most", limit, count)));
    }

    internal override void AddForElement(List<SchemaNode> into, int index, Reach reach)
    {
        if (reach is not Reach.Certain)
            into.Add(schema);
    }

    static string Expected(string relation, int limit, int count) =>
        FormattableString.Invariant($"expected {relation} {Found.Count(limit, "element")} of the kind that 'contains' describes, found {count}");
}
