using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ArazzoDurable.Language.JsonPath.Evaluation;

namespace ArazzoDurable.Language.Expressions;

/// <summary>Makes JSON values, and texts of them; numbers keep their digits.</summary>
static class JsonValues
{
    // The deepest text that is read as JSON.
    const int MaxTextDepth = 1000;

    // Values that were read before are put into each other; what comes out must not be refused for its depth.
    const int MaxBuiltDepth = 100_000;

    static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxBuiltDepth };

    static readonly JsonDocumentOptions TextOptions = new() { MaxDepth = MaxTextDepth };

    static readonly JsonDocumentOptions BuiltOptions = new() { MaxDepth = MaxBuiltDepth };

    public static JsonElement Null { get; } = Parse("null");

    public static JsonElement True { get; } = Parse("true");

    public static JsonElement False { get; } = Parse("false");

    public static JsonElement String(string value) => Build(writer => writer.WriteStringValue(value));

    public static JsonElement Number(int value) => Parse(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A finite number; 0 for its negative.</summary>
    public static JsonElement Number(double value) => Parse((value == 0 ? 0 : value).ToString("R", CultureInfo.InvariantCulture));

    public static JsonElement Boolean(bool value) => value ? True : False;

    public static JsonElement Array(ImmutableArray<JsonElement> items) => Build(writer =>
    {
        writer.WriteStartArray();
        foreach (var item in items)
            Write(writer, item);
        writer.WriteEndArray();
    });

    public static JsonElement Build(Action<Utf8JsonWriter> write) => JsonElement.Parse(Write(write).WrittenSpan, BuiltOptions);

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
        JsonValueKind.String => JsonText.Decode(value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => value.GetRawText(),
        JsonValueKind.Object or JsonValueKind.Array => Json(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>The value as JSON, without white space between tokens, and with escapes only where JSON needs them.</summary>
    public static string Json(JsonElement value)
    {
        var raw = value.GetRawText();
        var text = new StringBuilder(raw.Length);
        var isInside = false;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '"')
                isInside = !isInside;
            else if (!isInside && char.IsWhiteSpace(raw[i]))
                continue;
            else if (raw[i] == '\\')
            {
                i = AppendEscape(text, raw, i);
                continue;
            }
            text.Append(raw[i]);
        }
        return text.ToString();
    }

    /// <summary>Appends the escape at a position, plainly if it need not be one, and gives the position of its end.</summary>
    static int AppendEscape(StringBuilder text, string raw, int start)
    {
        if (raw[start + 1] != 'u')
        {
            text.Append(raw, start, 2);
            return start + 1;
        }
        var code = CodeUnit(raw, start);
        if (code is '"' or '\\')
            text.Append('\\').Append(code);
        else if (char.IsHighSurrogate(code) && start + 11 < raw.Length && raw[start + 6] == '\\' && raw[start + 7] == 'u' && char.IsLowSurrogate(CodeUnit(raw, start + 6)))
            return AppendPair(text, raw, start);
        else if (char.IsControl(code) || char.IsSurrogate(code))
            text.Append(raw, start, 6);
        else
            text.Append(code);
        return start + 5;
    }

    static int AppendPair(StringBuilder text, string raw, int start)
    {
        text.Append(CodeUnit(raw, start)).Append(CodeUnit(raw, start + 6));
        return start + 11;
    }

    static char CodeUnit(string raw, int escape) => (char)ushort.Parse(raw.AsSpan(escape + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>
    /// Writes a value as it was read. The writer's own way decodes strings, and refuses those with half a surrogate pair, which a response
    /// may well hold.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, JsonElement value) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);

    // Half a surrogate pair, which has no UTF-8, becomes U+FFFD.
    static JsonElement Parse(string text) => JsonElement.Parse(Encoding.UTF8.GetBytes(text), TextOptions);

    static ArrayBufferWriter<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        write(writer);
        writer.Flush();
        return buffer;
    }
}
