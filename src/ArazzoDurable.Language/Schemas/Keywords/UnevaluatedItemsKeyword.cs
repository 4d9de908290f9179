namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>unevaluatedItems</c>.</summary>
sealed class UnevaluatedItemsKeyword(SchemaNode owner, SchemaNode schema) : Keyword(owner, "unevaluatedItems")
{
    internal override bool IsForLeftovers => true;

    internal override bool Evaluate(in Frame frame)
    {
        if (!IsArray(frame))
            return true;
        var valid = true;
        var index = -1;
        foreach (var element in frame.Value.EnumerateArray())
        {
            index++;
            if (frame.Evaluated?.Has(index) is true)
                continue;
            if (schema.IsFalse)
                valid = frame.Tells && frame.FailElement(this, index, FormattableString.Invariant($"element {index} is not allowed"));
            else
                valid &= schema.Apply(frame.Element(index, element));
        }
        frame.Evaluated?.AddPrefix(index + 1);
        return valid;
    }

    internal override void AddForElement(List<SchemaNode> into, int index, Reach reach)
    {
        if (reach is not Reach.Certain)
            into.Add(schema);
    }
}
