using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Bodies;

/// <summary>
/// Makes a value that a schema allows, always the same one. An example, a default or the first value of an enumeration wins;
/// otherwise the value is made from the type. Patterns are obeyed where a text for them is found.
/// </summary>
sealed class SchemaBody
{
    const int OptionalDepth = 6;
    const int OptionalValues = 2_000;
    const int MaxValues = 20_000;
    const int MaxItems = 100;

    static readonly ImmutableArray<string> Given = ["const", "example", "examples", "default", "enum"];

    readonly JsonElement document;
    int made;

    SchemaBody(JsonElement document) => this.document = document;

    /// <summary>A value for <paramref name="schema"/>.</summary>
    internal static JsonNode? Make(JsonElement document, JsonElement schema)
    {
        new SchemaBody(document).TryMake(schema, [], 0, out var value);
        return value;
    }

    // False means that there is no finite value, since the schema leads back to one that it is part of, or that the body is large enough.
    bool TryMake(JsonElement schema, ImmutableHashSet<string> path, int depth, out JsonNode? value)
    {
        value = null;
        if (made >= MaxValues || SchemaView.Of(document, schema, path) is not { } view)
            return false;
        made++;
        value = GivenValue(view) is { } given ? given.Copy() : MadeValue(view, depth);
        return true;
    }

    static JsonElement? GivenValue(SchemaView view)
    {
        foreach (var keyword in Given)
        {
            if (view[keyword] is not { } value)
                continue;
            if (keyword is not ("examples" or "enum"))
                return value;
            if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
                return value[0];
        }
        return null;
    }

    JsonNode? MadeValue(SchemaView view, int depth) => view.Type() switch
    {
        "array" => Array(view, depth),
        "string" => ScalarBody.String(view),
        "integer" => ScalarBody.Number(view, whole: true),
        "number" => ScalarBody.Number(view, whole: false),
        // A pager that reads `has_more: true` would never end.
        "boolean" => JsonValue.Create(false),
        "null" => null,
        _ => Object(view, depth),
    };

    JsonObject Object(SchemaView view, int depth)
    {
        var result = new JsonObject();
        foreach (var (name, schema) in view.Properties)
        {
            var wanted = view.IsRequired(name) || (depth < OptionalDepth && made < OptionalValues);
            if (wanted && !IsWriteOnly(schema) && TryMake(schema, view.Path, depth + 1, out var value))
                result[name] = value;
        }
        if (result.Count == 0 && view["minProperties"] is not null && view["additionalProperties"] is { } others
            && TryMake(others, view.Path, depth + 1, out var other))
        {
            result["key"] = other;
        }
        return result;
    }

    JsonArray Array(SchemaView view, int depth)
    {
        var result = new JsonArray();
        var length = Math.Min(Math.Max(1, Count(view["minItems"]) ?? 1), Math.Min(MaxItems, Count(view["maxItems"]) ?? MaxItems));
        var first = view["prefixItems"] is { ValueKind: JsonValueKind.Array } prefix ? prefix.EnumerateArray().ToList() : [];
        length = Math.Max(length, Math.Min(first.Count, MaxItems));
        var wanted = depth < OptionalDepth || view["minItems"] is not null;
        for (var i = 0; wanted && i < length; i++)
        {
            var item = i < first.Count ? first[i] : view["items"];
            if (item is not { } schema || !TryMake(schema, view.Path, depth + 1, out var value))
                break;
            result.Add(value);
        }
        return result;
    }

    bool IsWriteOnly(JsonElement schema) => References.Follow(document, schema) is { } followed && followed.Flag("writeOnly");

    static int? Count(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var count) ? count : null;
}
