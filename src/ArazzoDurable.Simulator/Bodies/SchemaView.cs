using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Bodies;

/// <summary>
/// A schema as one set of keywords: references followed, <c>allOf</c> merged, the first usable branch of <c>oneOf</c> and <c>anyOf</c> taken in.
/// Of a keyword that stands in several places the outermost wins; <c>properties</c> and <c>required</c> are united.
/// </summary>
sealed class SchemaView
{
    readonly JsonElement document;
    readonly Dictionary<string, JsonElement> keywords = new(StringComparer.Ordinal);
    readonly Dictionary<string, JsonElement> properties = new(StringComparer.Ordinal);
    readonly List<string> order = [];
    readonly HashSet<string> required = new(StringComparer.Ordinal);

    SchemaView(JsonElement document, ImmutableHashSet<string> path) => (this.document, Path) = (document, path);

    /// <summary>The references on the way from the body's schema to this one: meeting one of them again is a cycle.</summary>
    internal ImmutableHashSet<string> Path { get; private set; }

    /// <summary>The properties in the order in which they are first named.</summary>
    internal IEnumerable<KeyValuePair<string, JsonElement>> Properties => order.Select(name => KeyValuePair.Create(name, properties[name]));

    /// <summary>The keyword's value; null when no part of the schema has it.</summary>
    internal JsonElement? this[string keyword] => keywords.TryGetValue(keyword, out var value) ? value : null;

    /// <summary>The view of <paramref name="schema"/>; null when the schema leads back to one that it is part of, or allows nothing.</summary>
    internal static SchemaView? Of(JsonElement document, JsonElement schema, ImmutableHashSet<string> path)
    {
        var view = new SchemaView(document, path);
        return view.TryTakeIn(schema) ? view : null;
    }

    /// <summary>The properties that an object must have, described or not, in ordinal order.</summary>
    internal IEnumerable<string> RequiredNames => required.Order(StringComparer.Ordinal);

    /// <summary>Whether an object must have the property.</summary>
    internal bool IsRequired(string property) => required.Contains(property);

    /// <summary>The first type that the schema names other than null, or the one its keywords speak of; null when it says nothing.</summary>
    internal string? Type()
    {
        var named = this["type"] switch
        {
            { ValueKind: JsonValueKind.String } type => type.GetString(),
            { ValueKind: JsonValueKind.Array } types => types.EnumerateArray()
                .Select(type => type.ValueKind == JsonValueKind.String ? type.GetString() : null)
                .OrderBy(type => type == "null" ? 1 : 0).FirstOrDefault(),
            _ => null,
        };
        return named ?? TypeOfKeywords();
    }

    string? TypeOfKeywords() => keywords.Keys.Select(keyword => keyword switch
    {
        "properties" or "additionalProperties" or "required" => "object",
        "items" or "prefixItems" or "minItems" => "array",
        "format" or "pattern" or "minLength" or "maxLength" => "string",
        "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf" => "number",
        _ => null,
    }).FirstOrDefault(type => type is not null);

    bool TryTakeIn(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return schema.ValueKind != JsonValueKind.False;
        TakeKeywords(schema);
        if (References.Of(schema) is { } reference && !TryTakeReference(reference))
            return false;
        foreach (var part in schema.Items("allOf"))
            TryTakeIn(part);
        return TryTakeFirst(schema, "oneOf") && TryTakeFirst(schema, "anyOf");
    }

    bool TryTakeReference(string reference)
    {
        if (Path.Contains(reference))
            return false;
        Path = Path.Add(reference);
        return References.Target(document, reference) is not { } target || TryTakeIn(target);
    }

    bool TryTakeFirst(JsonElement schema, string keyword)
    {
        var branches = schema.Items(keyword).ToList();
        return branches.Count == 0
            || branches.Where(branch => branch.Text("type") != "null").Any(TryTakeIn)
            || branches.Any(branch => branch.Text("type") == "null" && TryTakeIn(branch));
    }

    void TakeKeywords(JsonElement schema)
    {
        foreach (var keyword in schema.EnumerateObject())
            keywords.TryAdd(keyword.Name, keyword.Value);
        foreach (var property in schema.Members("properties"))
        {
            if (properties.TryAdd(property.Name, property.Value))
                order.Add(property.Name);
        }
        foreach (var name in schema.Items("required"))
        {
            if (name.ValueKind == JsonValueKind.String)
                required.Add(name.GetString()!);
        }
    }
}
