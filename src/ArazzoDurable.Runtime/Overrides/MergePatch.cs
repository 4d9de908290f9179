using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Overrides;

/// <summary>JSON Merge Patch (RFC 7396): members replace members, null removes one, and what is no object replaces all.</summary>
public static class MergePatch
{
    // A patch nests no deeper than a submit may, and a description no deeper than it may; together they stay below.
    static readonly JsonWriterOptions Options = new() { MaxDepth = 256 };

    /// <summary>A value with a patch applied.</summary>
    public static JsonElement Apply(JsonElement target, JsonElement patch) => Written(writer => Write(writer, target, patch));

    /// <summary>A document with patches applied to the values at pointers. The values are there, and none is inside another.</summary>
    /// <param name="document">The document.</param>
    /// <param name="patches">The tokens of each pointer, and its patch.</param>
    public static JsonElement ApplyAt(JsonElement document, ImmutableArray<(ImmutableArray<string> Tokens, JsonElement Patch)> patches)
    {
        var root = new PatchPlace();
        foreach (var (tokens, patch) in patches)
            root.Add(tokens.AsSpan(), patch);
        return Written(writer => WriteAt(writer, document, root));
    }

    static JsonElement Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            write(writer);
        using var document = JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = Options.MaxDepth });
        return document.RootElement.Clone();
    }

    static void Write(Utf8JsonWriter writer, JsonElement? target, JsonElement patch)
    {
        if (patch.ValueKind is not JsonValueKind.Object)
        {
            patch.WriteTo(writer);
            return;
        }
        var kept = target is { ValueKind: JsonValueKind.Object } known ? known : (JsonElement?)null;
        writer.WriteStartObject();
        foreach (var member in kept?.EnumerateObject() ?? default)
        {
            if (!patch.TryGetProperty(member.Name, out var change))
                member.WriteTo(writer);
            else if (change.ValueKind is not JsonValueKind.Null)
                WriteMember(writer, member.Name, member.Value, change);
        }
        foreach (var added in patch.EnumerateObject())
        {
            if (added.Value.ValueKind is not JsonValueKind.Null && !(kept?.TryGetProperty(added.Name, out _) ?? false))
                WriteMember(writer, added.Name, null, added.Value);
        }
        writer.WriteEndObject();
    }

    static void WriteMember(Utf8JsonWriter writer, string name, JsonElement? target, JsonElement patch)
    {
        writer.WritePropertyName(name);
        Write(writer, target, patch);
    }

    static void WriteAt(Utf8JsonWriter writer, JsonElement value, PatchPlace? place)
    {
        switch (value.ValueKind)
        {
            case var _ when place is null:
                value.WriteTo(writer);
                break;
            case var _ when place.Patch is { } patch:
                Write(writer, value, patch);
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    WriteAt(writer, member.Value, place.Below(member.Name));
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var (index, element) in value.EnumerateArray().Index())
                    WriteAt(writer, element, place.Below(index.ToString(CultureInfo.InvariantCulture)));
                writer.WriteEndArray();
                break;
            default:
                throw new InvalidOperationException("A pointer leads to a value that is not there.");
        }
    }
}
