using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ArazzoDurable.Client.Flows;
using ArazzoDurable.Client.Watching;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Items;

namespace ArazzoDurable.Cli.Remote;

/// <summary>Writes what a server answered as lines of JSON, as the API has it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, MaxDepth = 128)]
[JsonSerializable(typeof(ItemState))]
[JsonSerializable(typeof(StoredFlow))]
sealed partial class RemoteJson : JsonSerializerContext
{
    // Output is for people and programs, never for a web page: letters and quotes stay as they are.
    static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value in a line.</summary>
    public static string Line<T>(T value, JsonTypeInfo<T> type) => Written(writer => JsonSerializer.Serialize(writer, value, type));

    /// <summary>An event in a line: its members, and its id before them.</summary>
    public static string Line(WatchedEvent watched) => Written(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", watched.Id);
        foreach (var member in JsonSerializer.SerializeToElement(watched.Event, RuntimeJson.Default.RunEvent).EnumerateObject())
            member.WriteTo(writer);
        writer.WriteEndObject();
    });

    static string Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, OneLine))
            write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
