namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>not</c>.</summary>
sealed class NotKeyword(SchemaNode owner, SchemaNode schema) : Keyword(owner, "not")
{
    internal override bool Evaluate(in Frame frame) =>
        !schema.Apply(Quietly(frame) with { Evaluated = null })
        || (frame.Tells && frame.Fail(this, $"found {Found.In(frame.Value)} of the kind that 'not' excludes"));

    internal override void AddInPlace(List<SchemaNode> into, Reach reach)
    {
        if (reach is Reach.All)
            into.Add(schema);
    }
}
