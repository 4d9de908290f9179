using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Cli.Run;

/// <summary>What the schema of a workflow's inputs says of the type of one of them, as far as it matters for a value that was typed.</summary>
static class InputTypes
{
    /// <summary>What is known of an input.</summary>
    public enum Kind
    {
        /// <summary>The schema does not say.</summary>
        Unsaid,

        /// <summary>A string, or null.</summary>
        Text,

        /// <summary>Something else.</summary>
        Json,
    }

    /// <summary>What the string of an input holds.</summary>
    public enum Content
    {
        /// <summary>Text, as far as is known.</summary>
        Text,

        /// <summary>A file: <c>format: binary</c>.</summary>
        Bytes,

        /// <summary>Bytes in base64: <c>contentEncoding: base64</c>, <c>format: byte</c>.</summary>
        Base64,
    }

    const int MaxDepth = 32;

    /// <summary>The kind of an input, through <c>$ref</c> inside the description and <c>allOf</c>.</summary>
    /// <param name="description">The description, in which schemas refer to one another.</param>
    /// <param name="inputs">The schema of the inputs.</param>
    /// <param name="name">The input.</param>
    public static Kind Of(JsonElement description, JsonElement inputs, string name)
    {
        var kinds = Schemas(description, inputs, name).Select(Said).ToHashSet();
        return kinds.Contains(Kind.Text) ? Kind.Text : kinds.Contains(Kind.Json) ? Kind.Json : Kind.Unsaid;
    }

    /// <summary>What the string of an input holds; the parameters are those of <see cref="Of"/>.</summary>
    public static Content ContentOf(JsonElement description, JsonElement inputs, string name)
    {
        var schemas = Schemas(description, inputs, name).ToList();
        return schemas.Exists(schema => Says(schema, "contentEncoding", "base64") || Says(schema, "format", "byte")) ? Content.Base64
            : schemas.Exists(schema => Says(schema, "format", "binary")) ? Content.Bytes
            : Content.Text;
    }

    /// <summary>The inputs that the schema lists by name, in its order, through <c>$ref</c> inside the description and <c>allOf</c>.</summary>
    /// <param name="description">The description, in which schemas refer to one another.</param>
    /// <param name="inputs">The schema of the inputs.</param>
    public static IReadOnlyList<string> Names(JsonElement description, JsonElement inputs) =>
    [
        .. Parts(description, inputs, 0)
            .Where(part => part.TryGetProperty("properties", out var properties) && properties.ValueKind is JsonValueKind.Object)
            .SelectMany(part => part.GetProperty("properties").EnumerateObject())
            .Select(property => property.Name)
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Whether the schema says that there may be inputs that it does not list; the parameters are those of <see cref="Names"/>.</summary>
    public static bool TakesOthers(JsonElement description, JsonElement inputs) => Parts(description, inputs, 0).Any(part =>
        part.TryGetProperty("patternProperties", out _)
        || (part.TryGetProperty("additionalProperties", out var others) && others.ValueKind is not JsonValueKind.False));

    static bool Says(JsonElement schema, string keyword, string value) =>
        schema.TryGetProperty(keyword, out var said) && said.ValueKind is JsonValueKind.String && said.ValueEquals(value);

    static IEnumerable<JsonElement> Schemas(JsonElement description, JsonElement inputs, string name) => Parts(description, inputs, 0)
        .Where(part => part.TryGetProperty("properties", out var properties) && properties.ValueKind is JsonValueKind.Object)
        .Select(part => part.GetProperty("properties").TryGetProperty(name, out var property) ? property : default)
        .SelectMany(property => Parts(description, property, 0));

    /// <summary>A schema and those that hold wherever it does.</summary>
    static IEnumerable<JsonElement> Parts(JsonElement description, JsonElement schema, int depth)
    {
        if (schema.ValueKind is not JsonValueKind.Object || depth > MaxDepth)
            return [];
        IEnumerable<JsonElement> parts = [schema];
        if (schema.TryGetProperty("$ref", out var reference) && Referenced(description, reference) is { } target)
            parts = parts.Concat(Parts(description, target, depth + 1));
        if (schema.TryGetProperty("allOf", out var all) && all.ValueKind is JsonValueKind.Array)
            parts = parts.Concat(all.EnumerateArray().SelectMany(part => Parts(description, part, depth + 1)));
        return parts;
    }

    static JsonElement? Referenced(JsonElement description, JsonElement reference)
    {
        if (reference.ValueKind is not JsonValueKind.String || reference.GetString() is not ['#', .. var fragment]
            || !JsonPointer.TryParse(Uri.UnescapeDataString(fragment), out var pointer))
        {
            return null;
        }
        var at = description;
        foreach (var token in pointer.Tokens)
        {
            if (at.ValueKind is not JsonValueKind.Object || !at.TryGetProperty(token, out at))
                return null;
        }
        return at;
    }

    static Kind Said(JsonElement schema)
    {
        if (schema.TryGetProperty("type", out var type))
        {
            var names = type.ValueKind is JsonValueKind.Array ? type.EnumerateArray().ToList() : [type];
            return names.All(name => name.ValueEquals("string") || name.ValueEquals("null")) && names.Exists(name => name.ValueEquals("string")) ? Kind.Text : Kind.Json;
        }
        return schema.TryGetProperty("enum", out var values) && values.ValueKind is JsonValueKind.Array && values.EnumerateArray().All(value => value.ValueKind is JsonValueKind.String)
            ? Kind.Text
            : Kind.Unsaid;
    }
}
