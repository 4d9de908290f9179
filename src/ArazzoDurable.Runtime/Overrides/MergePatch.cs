using System.Buffers;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Overrides;

/// <summary>JSON Merge Patch (RFC 7396): members replace members, null removes one, and what is no object replaces all.</summary>
public static class MergePatch
{
    // A patch nests no deeper than a submit may, and a description no deeper than it may; together they stay below.
    static readonly JsonWriterOptions Options = new() { MaxDepth = 256 };

    /// <summary>A value with a patch applied.</summary>
    public static JsonElement Apply(JsonElement target, JsonElement patch) => Written(writer => Write(writer, target, patch));

    /// <summary>A document with a patch applied to the value at a pointer, which is there.</summary>
    /// <param name="document">The document.</param>
    /// <param name="tokens">The tokens of the pointer.</param>
    /// <param name="patch">The patch.</param>
    public static JsonElement ApplyAt(JsonElement document, ReadOnlyMemory<string> tokens, JsonElement patch) =>
        Written(writer => WriteAt(writer, document, tokens.Span, patch));

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

    static void WriteAt(Utf8JsonWriter writer, JsonElement value, ReadOnlySpan<string> tokens, JsonElement patch)
    {
        if (tokens.IsEmpty)
        {
            Write(writer, value, patch);
            return;
        }
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    WriteNext(writer, member.Value, member.NameEquals(tokens[0]), tokens[1..], patch);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                var at = int.Parse(tokens[0], System.Globalization.CultureInfo.InvariantCulture);
                foreach (var (index, element) in value.EnumerateArray().Index())
                    WriteNext(writer, element, index == at, tokens[1..], patch);
                writer.WriteEndArray();
                break;
            default:
                throw new InvalidOperationException("A pointer leads to a value that is not there.");
        }
    }

    static void WriteNext(Utf8JsonWriter writer, JsonElement value, bool isOnTheWay, ReadOnlySpan<string> rest, JsonElement patch)
    {
        if (isOnTheWay)
            WriteAt(writer, value, rest, patch);
        else
            value.WriteTo(writer);
    }
}
