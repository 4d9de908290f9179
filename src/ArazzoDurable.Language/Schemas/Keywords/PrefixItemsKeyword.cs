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
        var index = 0;
        foreach (var element in frame.Value.EnumerateArray().Take(schemas.Length))
            valid &= schemas[index].Apply(frame.Element(index++, element));
        frame.Evaluated?.AddPrefix(index);
        return valid;
    }

    internal override void AddForElement(List<SchemaNode> into, int index, Reach reach)
    {
        if (index < schemas.Length)
            into.Add(schemas[index]);
    }
}
