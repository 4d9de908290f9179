using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>References inside one document (<c>#/components/…</c> or any other place of it).</summary>
static class LocalReference
{
    // A chain of references longer than this goes round in a circle.
    const int MaxChain = 32;

    /// <summary>What <paramref name="value"/> refers to in the end; the value itself when it is no reference, undefined when it leads nowhere.</summary>
    public static JsonElement Follow(JsonElement root, JsonElement value)
    {
        for (var i = 0; i < MaxChain; i++)
        {
            if (Of(value) is not { } reference)
                return value;
            if (Resolve(root, reference) is not { } target)
                return default;
            value = target;
        }
        return default;
    }

    /// <summary>
    /// A path item, which may have members beside its reference. What the referring one has wins; the specification leaves that open
    /// (OpenAPI 3.2, Path Item Object).
    /// </summary>
    public static JsonElement PathItem(JsonElement root, JsonElement value)
    {
        if (Of(value) is null || value.GetPropertyCount() == 1)
            return Follow(root, value);
        var merged = new JsonObject();
        if (Follow(root, value) is { ValueKind: JsonValueKind.Object } target)
        {
            foreach (var member in target.EnumerateObject())
                merged[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }
        foreach (var member in value.EnumerateObject().Where(member => !member.NameEquals("$ref")))
            merged[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        return JsonElement.Parse(merged.ToJsonString());
    }

    /// <summary>The reference that <paramref name="value"/> is; null when it is none.</summary>
    public static string? Of(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String
            ? reference.GetString()
            : null;

    static JsonElement? Resolve(JsonElement root, string reference) =>
        reference.StartsWith('#') && JsonPointer.TryParse(Uri.UnescapeDataString(reference[1..]), out var pointer) ? pointer.Resolve(root) : null;
}
