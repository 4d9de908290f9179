using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Numbers;

namespace ArazzoDurable.Language.Schemas;

/// <summary>The values of the keywords of one schema object, each read as the kind it has to be; null when absent, or wrong and reported.</summary>
sealed class KeywordValues(SchemaCompiler compiler, SchemaNode node)
{
    internal JsonElement? Any(string name) => node.Element.TryGetProperty(name, out var value) ? value : null;

    internal string? Text(string name) => OfKind(name, JsonValueKind.String, "a string")?.GetString();

    internal JsonElement? Number(string name) => OfKind(name, JsonValueKind.Number, "a number");

    internal int? Count(string name)
    {
        if (Any(name) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.Number && ExactNumber.Of(value).ToCount() is { } count)
            return count;
        Report(name, $"expected a whole number from 0, found {Found.In(value)}");
        return null;
    }

    internal bool Flag(string name)
    {
        if (Any(name) is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) } value)
            Report(name, $"expected a boolean, found {Found.In(value)}");
        return Any(name)?.ValueKind is JsonValueKind.True;
    }

    internal ImmutableArray<JsonElement>? List(string name) =>
        OfKind(name, JsonValueKind.Array, "an array") is { } list ? [.. list.EnumerateArray()] : null;

    internal ImmutableArray<string>? Texts(string name) => Any(name) is { } value ? Texts(value, node.Location.Append(name)) : null;

    internal ImmutableArray<(string Name, ImmutableArray<string> Texts)>? TextLists(string name)
    {
        if (Map(name) is not { } map)
            return null;
        var lists = ImmutableArray.CreateBuilder<(string Name, ImmutableArray<string> Texts)>();
        foreach (var (member, value) in map)
        {
            if (Texts(value, node.Location.Append(name).Append(member)) is { } texts)
                lists.Add((member, texts));
        }
        return lists.ToImmutable();
    }

    internal SchemaNode? Schema(string name) => Any(name) is null ? null : compiler.NodeAt(node.Location.Append(name));

    internal ImmutableArray<SchemaNode>? Schemas(string name)
    {
        if (List(name) is not { } list)
            return null;
        if (list.IsEmpty)
            Report(name, "expected at least one schema, found an empty array");
        var place = node.Location.Append(name);
        return [.. Enumerable.Range(0, list.Length).Select(index => compiler.NodeAt(place.Append(index))).OfType<SchemaNode>()];
    }

    internal ImmutableArray<(string Name, SchemaNode Schema)>? SchemaMap(string name)
    {
        if (Map(name) is not { } map)
            return null;
        var schemas = ImmutableArray.CreateBuilder<(string Name, SchemaNode Schema)>();
        foreach (var member in map.Keys)
        {
            if (compiler.NodeAt(node.Location.Append(name).Append(member)) is { } schema)
                schemas.Add((member, schema));
        }
        return schemas.ToImmutable();
    }

    internal SchemaPattern? Pattern(string name, string text)
    {
        var pattern = SchemaPattern.TryRead(text, out var problem);
        if (pattern is null)
            Report(name, problem);
        return pattern;
    }

    internal SchemaNode? Follow(string name, string reference) => compiler.Follow(reference, node.Location.Append(name), node.Resource);

    internal void Report(string name, string message) => compiler.Report(node.Location.Append(name), message);

    JsonElement? OfKind(string name, JsonValueKind kind, string expected)
    {
        if (Any(name) is not { } value)
            return null;
        if (value.ValueKind == kind)
            return value;
        Report(name, $"expected {expected}, found {Found.In(value)}");
        return null;
    }

    // The order of the text; of members with the same name the last one counts.
    OrderedDictionary<string, JsonElement>? Map(string name)
    {
        if (OfKind(name, JsonValueKind.Object, "an object") is not { } value)
            return null;
        var map = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
            map[member.Name] = member.Value;
        return map;
    }

    ImmutableArray<string>? Texts(JsonElement value, JsonPointer at)
    {
        if (value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(text => text.ValueKind is JsonValueKind.String))
            return [.. value.EnumerateArray().Select(text => text.GetString()!)];
        compiler.Report(at, $"expected an array of strings, found {(value.ValueKind is JsonValueKind.Array ? "other elements in it" : Found.In(value))}");
        return null;
    }
}
