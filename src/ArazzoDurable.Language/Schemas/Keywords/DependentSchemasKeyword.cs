using System.Collections.Immutable;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>dependentSchemas</c>.</summary>
sealed class DependentSchemasKeyword(SchemaNode owner, ImmutableArray<(string Name, SchemaNode Schema)> rules)
    : Keyword(owner, "dependentSchemas")
{
    internal override bool Evaluate(in Frame frame)
    {
        if (!IsObject(frame))
            return true;
        var present = Names(frame.Value);
        var valid = true;
        foreach (var (name, schema) in rules)
        {
            if (present.Contains(name))
                valid &= schema.Apply(frame, decides: true);
        }
        return valid;
    }

    internal override void AddInPlace(List<SchemaNode> into, Reach reach)
    {
        if (reach is not Reach.Certain)
            into.AddRange(rules.Select(rule => rule.Schema));
    }
}
