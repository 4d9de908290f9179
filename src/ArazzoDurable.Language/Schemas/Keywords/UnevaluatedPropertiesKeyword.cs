namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>unevaluatedProperties</c>.</summary>
sealed class UnevaluatedPropertiesKeyword(SchemaNode owner, SchemaNode schema) : Keyword(owner, "unevaluatedProperties")
{
    internal override bool IsForLeftovers => true;

    internal override bool Evaluate(in Frame frame)
    {
        if (!IsObject(frame))
            return true;
        var valid = true;
        foreach (var member in frame.Value.EnumerateObject())
        {
            if (frame.Evaluated?.Has(member.Name) is true)
                continue;
            frame.Evaluated?.Add(member.Name);
            if (schema.IsFalse)
                valid = frame.Tells && frame.FailMember(this, member.Name, $"member '{member.Name}' is not allowed");
            else
                valid &= schema.Apply(frame.Member(member.Name, member.Value));
        }
        return valid;
    }

    internal override void AddForMember(List<SchemaNode> into, string name, Reach reach)
    {
        if (reach is not Reach.Certain)
            into.Add(schema);
    }
}
