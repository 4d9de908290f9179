namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>additionalProperties</c>: for members that the keywords beside it do not name.</summary>
sealed class AdditionalPropertiesKeyword(
    SchemaNode owner, PropertiesKeyword? named, PatternPropertiesKeyword? matched, SchemaNode schema) : Keyword(owner, "additionalProperties")
{
    internal override bool Evaluate(in Frame frame)
    {
        if (!IsObject(frame))
            return true;
        var valid = true;
        foreach (var member in frame.Value.EnumerateObject())
        {
            if (!IsAdditional(member.Name))
                continue;
            frame.Evaluated?.Add(member.Name);
            if (schema.IsFalse)
                valid = frame.Tells && frame.FailMember(this, member.Name, $"member '{member.Name}' is not allowed");
            else
                valid &= schema.Apply(frame.Member(member.Name, member.Value));
            if (!valid && frame.Sink is null)
                return false;
        }
        return valid;
    }

    internal override void AddForMember(List<SchemaNode> into, string name, Reach reach)
    {
        if (IsAdditional(name))
            into.Add(schema);
    }

    bool IsAdditional(string name) => named?.Has(name) is not true && matched?.Has(name) is not true;
}
