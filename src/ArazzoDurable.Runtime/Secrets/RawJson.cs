using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Secrets;

/// <summary>
/// Puts a JSON text together from pieces of others. Pieces are copied byte for byte, so that numbers keep their digits, and strings that
/// are no valid Unicode (a lone surrogate from an answer) pass through as they came.
/// </summary>
sealed class RawJson
{
    // A value made of pieces is at most as deep as what it was made of, so depth is no budget here.
    static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    readonly ArrayBufferWriter<byte> text = new();
    bool afterValue;

    public static JsonElement Parse(ReadOnlySpan<byte> text) => JsonElement.Parse(text, AnyDepth);

    public void Start(JsonValueKind container)
    {
        Separate();
        text.Write(container == JsonValueKind.Object ? "{"u8 : "["u8);
        afterValue = false;
    }

    public void End(JsonValueKind container)
    {
        text.Write(container == JsonValueKind.Object ? "}"u8 : "]"u8);
        afterValue = true;
    }

    public void Name(JsonProperty member)
    {
        Separate();
        text.Write("\""u8);
        text.Write(JsonMarshal.GetRawUtf8PropertyName(member));
        text.Write("\":"u8);
        afterValue = false;
    }

    public void Value(JsonElement value)
    {
        Separate();
        text.Write(JsonMarshal.GetRawUtf8Value(value));
        afterValue = true;
    }

    public JsonElement ToElement() => Parse(text.WrittenSpan);

    void Separate()
    {
        if (afterValue)
            text.Write(","u8);
    }
}
