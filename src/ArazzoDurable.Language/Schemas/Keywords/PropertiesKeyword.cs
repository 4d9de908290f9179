using System.Collections.Immutable;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>properties</c>.</summary>
sealed class PropertiesKeyword(SchemaNode owner, ImmutableArray<(string Name, SchemaNode Schema)> properties) : Keyword(owner, "properties")
{
    readonly Dictionary<string, SchemaNode> schemas = properties.ToDictionary(each => each.Name, each => each.Schema, StringComparer.Ordinal);

    internal bool Has(string name) => schemas.ContainsKey(name);

    internal override bool Evaluate(in Frame frame)
    {
        if (!IsObject(frame))
            return true;
        var valid = true;
        foreach (var member in frame.Value.EnumerateObject())
        {
            if (!schemas.TryGetValue(member.Name, out var schema))
                continue;
            frame.Evaluated?.Add(member.Name);
            valid &= schema.Apply(frame.Member(member.Name, member.Value));
            if (!valid && frame.Sink is null)
                return false;
        }
        return valid;
    }

    internal override void AddForMember(List<SchemaNode> into, string name, Reach reach)
    {
        if (schemas.TryGetValue(name, out var schema))
            into.Add(schema);
    }

    internal override void AddDeclaredNames(List<string> into) => into.AddRange(properties.Select(each => each.Name));
}
