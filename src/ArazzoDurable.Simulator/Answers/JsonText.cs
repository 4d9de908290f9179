using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Simulator.Answers;

/// <summary>Writes JSON for a body.</summary>
static class JsonText
{
    // The text is never put into HTML, so letters stay readable.
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The value as UTF-8.</summary>
    internal static ReadOnlyMemory<byte> Bytes(JsonNode? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            if (value is null)
                writer.WriteNullValue();
            else
                value.WriteTo(writer);
        }
        return buffer.WrittenMemory;
    }
}
