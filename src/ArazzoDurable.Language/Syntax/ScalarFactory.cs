using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ArazzoDurable.Language.Syntax;

/// <summary>Makes the JSON values of scalars. Short strings of a document repeat a lot, so each is made once.</summary>
sealed class ScalarFactory : IDisposable
{
    const int Short = 32;
    const int MostShared = 4_096;

    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly ArrayBufferWriter<byte> buffer = new();
    readonly Utf8JsonWriter writer;
    readonly Dictionary<string, JsonElement> shared = new(StringComparer.Ordinal);

    public ScalarFactory() => writer = new Utf8JsonWriter(buffer, Options);

    public static JsonElement True { get; } = JsonElement.Parse("true"u8);

    public static JsonElement False { get; } = JsonElement.Parse("false"u8);

    public static JsonElement Null { get; } = JsonElement.Parse("null"u8);

    /// <summary>The number with these digits, which are written as JSON has them.</summary>
    public static JsonElement Number(string json) => JsonElement.Parse(Encoding.ASCII.GetBytes(json));

    public JsonElement String(string value)
    {
        if (value.Length > Short)
            return Make(value);
        if (shared.TryGetValue(value, out var known))
            return known;
        var made = Make(value);
        if (shared.Count < MostShared)
            shared.Add(value, made);
        return made;
    }

    public void Dispose() => writer.Dispose();

    JsonElement Make(string value)
    {
        buffer.ResetWrittenCount();
        writer.Reset();
        writer.WriteStringValue(value);
        writer.Flush();
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
