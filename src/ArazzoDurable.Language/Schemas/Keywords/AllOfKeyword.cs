using System.Collections.Immutable;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>allOf</c>.</summary>
sealed class AllOfKeyword(SchemaNode owner, ImmutableArray<SchemaNode> schemas) : Keyword(owner, "allOf")
{
    internal override bool Evaluate(in Frame frame)
    {
        var valid = true;
        foreach (var schema in schemas)
            valid &= schema.Apply(frame, decides: true);
        return valid;
    }

    internal override void AddInPlace(List<SchemaNode> into, Reach reach) => into.AddRange(schemas);
}
