using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Outcomes of items as they stand in a record: their bits in Base64.</summary>
sealed class ItemOutcomesJson : JsonConverter<ItemOutcomes>
{
    /// <inheritdoc/>
    public override ItemOutcomes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetBytesFromBase64());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ItemOutcomes value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value.Bytes);
}
