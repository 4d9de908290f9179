using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary>A keyword of a schema, or a few that only make sense together.</summary>
/// <param name="owner">The schema it stands in.</param>
/// <param name="name">Its name.</param>
abstract class Keyword(SchemaNode owner, string name)
{
    internal string Name { get; } = name;

    internal JsonPointer Location { get; } = owner.Location.Append(name);

    /// <summary>Whether it applies only to what other keywords left unevaluated, and so comes last.</summary>
    internal virtual bool IsForLeftovers => false;

    /// <summary>Checks a place; a failure is told when the frame tells.</summary>
    internal abstract bool Evaluate(in Frame frame);

    /// <summary>Adds the schemas that this keyword applies to the same place.</summary>
    internal virtual void AddInPlace(List<SchemaNode> into, Reach reach)
    {
    }

    /// <summary>Adds the schemas that this keyword applies to a member of the place.</summary>
    internal virtual void AddForMember(List<SchemaNode> into, string name, Reach reach)
    {
    }

    /// <summary>Adds the schemas that this keyword applies to an element of the place.</summary>
    internal virtual void AddForElement(List<SchemaNode> into, int index, Reach reach)
    {
    }

    /// <summary>Adds the members for which this keyword may know a default.</summary>
    internal virtual void AddDeclaredNames(List<string> into)
    {
    }

    /// <summary>The names of the members that are there. A set, because an object finds one of many members only by looking at all.</summary>
    internal static HashSet<string> Names(JsonElement value) =>
        new(value.EnumerateObject().Select(member => member.Name), StringComparer.Ordinal);

    /// <summary>The same place without anything told about it.</summary>
    protected static Frame Quietly(in Frame frame) => frame with { Sink = null };

    protected static bool IsObject(in Frame frame) => frame.Value.ValueKind is JsonValueKind.Object;

    protected static bool IsArray(in Frame frame) => frame.Value.ValueKind is JsonValueKind.Array;
}
