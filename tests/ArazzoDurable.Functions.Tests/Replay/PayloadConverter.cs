using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>Keeps a payload as the JSON that it is, to the byte, so that a stored history can be read.</summary>
sealed class PayloadConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value);
}
