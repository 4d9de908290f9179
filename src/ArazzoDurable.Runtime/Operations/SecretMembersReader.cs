using System.Text.Json;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Reads what the schemas of an operation's responses mark as secret.</summary>
sealed class SecretMembersReader
{
    /// <summary>How many schemas of one operation are looked at; a larger description is looked at as far as this.</summary>
    public const int MaxSchemas = 20_000;

    // Deeper than any response is read as a structure.
    const int MaxDepth = 200;

    readonly JsonElement root;
    readonly Dictionary<string, SecretMembers> known = new(StringComparer.Ordinal);
    int read;
    int depth;
    bool anySecret;

    SecretMembersReader(JsonElement root) => this.root = root;

    /// <summary>What the responses of an operation hold in secret places; null when nothing.</summary>
    /// <param name="root">The document.</param>
    /// <param name="operation">The operation object in it.</param>
    public static SecretMembers? OfResponses(JsonElement root, JsonElement operation)
    {
        var reader = new SecretMembersReader(root);
        var all = new SecretMembers();
        foreach (var schema in Schemas(root, operation))
            all.Same.Add(reader.Read(schema));
        return reader.anySecret ? all : null;
    }

    static IEnumerable<JsonElement> Schemas(JsonElement root, JsonElement operation)
    {
        foreach (var response in Values(operation, "responses").Select(response => LocalReference.Follow(root, response)))
        {
            // OpenAPI 2.0 has the schema in the response itself.
            if (Member(response, "schema") is { } only)
                yield return only;
            foreach (var schema in Values(response, "content").Select(content => Member(LocalReference.Follow(root, content), "schema")).OfType<JsonElement>())
                yield return schema;
        }
    }

    SecretMembers Read(JsonElement schema)
    {
        var result = new SecretMembers();
        if (LocalReference.Of(schema) is { } reference)
        {
            if (known.TryGetValue(reference, out var before))
                return before;
            known[reference] = result;
            Fill(result, LocalReference.Follow(root, schema));
        }
        // Beside a reference other members may stand (OpenAPI 3.1).
        Fill(result, schema);
        return result;
    }

    void Fill(SecretMembers result, JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth >= MaxDepth || ++read > MaxSchemas)
            return;
        depth++;
        result.IsSecret ??= Secrecy(schema);
        anySecret |= result.IsSecret is true;
        foreach (var name in (ReadOnlySpan<string>)["allOf", "anyOf", "oneOf"])
            result.Same.AddRange(Elements(schema, name).Select(Read));
        if (Member(schema, "properties") is { ValueKind: JsonValueKind.Object } properties)
        {
            foreach (var property in properties.EnumerateObject())
                result.Members[property.Name] = Read(property.Value);
        }
        if (Member(schema, "items") is { ValueKind: JsonValueKind.Object } items)
            result.Elements.Add(Read(items));
        result.Elements.AddRange(Elements(schema, "prefixItems").Select(Read));
        if (Member(schema, "additionalProperties") is { ValueKind: JsonValueKind.Object } others)
            result.Others = Read(others);
        depth--;
    }

    static bool? Secrecy(JsonElement schema) => Member(schema, "x-secret")?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ when Member(schema, "format") is { ValueKind: JsonValueKind.String } format && format.ValueEquals("password") => true,
        _ when Member(schema, "writeOnly")?.ValueKind is JsonValueKind.True => true,
        _ => null,
    };

    static IEnumerable<JsonElement> Values(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.Object } members ? members.EnumerateObject().Select(member => member.Value) : [];

    static IEnumerable<JsonElement> Elements(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    static JsonElement? Member(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value : null;
}
