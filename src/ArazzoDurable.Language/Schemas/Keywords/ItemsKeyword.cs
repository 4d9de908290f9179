namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>items</c>: for the elements behind those of <c>prefixItems</c>.</summary>
sealed class ItemsKeyword(SchemaNode owner, int prefix, SchemaNode schema) : Keyword(owner, "items")
{
    internal override bool Evaluate(in Frame frame)
    {
        if (!IsArray(frame))
            return true;
        var valid = true;
        var index = -1;
        foreach (var element in frame.Value.EnumerateArray())
        {
            if (++index < prefix)
                continue;
            if (schema.IsFalse)
                valid = frame.Tells && frame.FailElement(this, index, FormattableString.Invariant($"element {index} is not allowed"));
            else
                valid &= schema.Apply(frame.Element(index, element));
            if (!valid && frame.Sink is null)
                return false;
        }
        frame.Evaluated?.AddPrefix(index + 1);
        return valid;
    }

    internal override void AddForElement(List<SchemaNode> into, int index, Reach reach)
    {
        if (index >= prefix)
            into.Add(schema);
    }
}
