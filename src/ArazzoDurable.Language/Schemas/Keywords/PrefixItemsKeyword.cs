using System.Collections.Immutable;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>prefixItems</c>.</summary>
sealed class PrefixItemsKeyword(SchemaNode owner, ImmutableArray<SchemaNode> schemas) : Keyword(owner, "prefixItems")
{
    internal override bool Evaluate(in Frame frame)
    {
        if (!IsArray(frame))
            return true;
        var valid = true;
        var count = Math.Min(schemas.Length, frame.Value.GetArrayLength());
        for (var i = 0; i < count; i++)
            valid &= schemas[i].Apply(frame.Element(i, frame.Value[i]));
        frame.Evaluated?.AddPrefix(count);
        return valid;
    }

    internal override void AddForElement(List<SchemaNode> into, int index, Reach reach)
    {
        if (index < schemas.Length)
            into.Add(schemas[index]);
    }
}
