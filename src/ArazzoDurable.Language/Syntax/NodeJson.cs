using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ArazzoDurable.Language.Syntax;

/// <summary>Turns nodes into JSON: members keep their order, numbers their digits.</summary>
public static class NodeJson
{
    // Deeper than any limit asked for; a node's depth was checked when it was read.
    const int MaxDepth = 100_000;

    static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDepth,
        SkipValidation = true,
    };

    static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    /// <summary>The node as a JSON value.</summary>
    public static JsonElement ToElement(Node node)
    {
        if (node is Node.Scalar scalar)
            return scalar.Value;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            WriteTo(node, writer);
        return JsonElement.Parse(buffer.WrittenSpan, ReaderOptions);
    }

    /// <summary>Writes the node as a JSON value.</summary>
    public static void WriteTo(Node node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case Node.Scalar scalar:
                // As it was read: the element's own way decodes strings, and refuses half a surrogate pair.
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(scalar.Value), skipInputValidation: true);
                break;
            case Node.Sequence sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items)
                    WriteTo(item, writer);
                writer.WriteEndArray();
                break;
            case Node.Mapping mapping:
                writer.WriteStartObject();
                foreach (var member in mapping.Members)
                {
                    writer.WritePropertyName(member.Name);
                    WriteTo(member.Value, writer);
                }
                writer.WriteEndObject();
                break;
        }
    }
}
