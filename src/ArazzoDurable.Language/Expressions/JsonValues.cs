using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ArazzoDurable.Language.Expressions;

/// <summary>Makes JSON values, and texts of them; numbers keep their digits.</summary>
static class JsonValues
{
    // The deepest value that a writer makes; what is read back must not be refused for less.
    const int MaxDepth = 1000;

    static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    public static JsonElement Null { get; } = Parse("null");

    public static JsonElement True { get; } = Parse("true");

    public static JsonElement False { get; } = Parse("false");

    public static JsonElement String(string value) => Build(writer => writer.WriteStringValue(value));

    public static JsonElement Number(int value) => Parse(value.ToString(CultureInfo.InvariantCulture));

    public static JsonElement Boolean(bool value) => value ? True : False;

    public static JsonElement Array(ImmutableArray<JsonElement> items) => Build(writer =>
    {
        writer.WriteStartArray();
        foreach (var item in items)
            item.WriteTo(writer);
        writer.WriteEndArray();
    });

    public static JsonElement Build(Action<Utf8JsonWriter> write) => JsonElement.Parse(Write(write).WrittenSpan, ReaderOptions);

    public static bool TryParse(string text, out JsonElement value)
    {
        try
        {
            value = Parse(text);
            return true;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }

    /// <summary>The value as a part of a longer text: a string as it is, all else as JSON.</summary>
    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => value.GetRawText(),
        JsonValueKind.Object or JsonValueKind.Array => Json(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>The value as JSON, without white space between tokens.</summary>
    public static string Json(JsonElement value) => Encoding.UTF8.GetString(Write(value.WriteTo).WrittenSpan);

    static JsonElement Parse(string text) => JsonElement.Parse(text, ReaderOptions);

    static ArrayBufferWriter<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        write(writer);
        writer.Flush();
        return buffer;
    }
}
