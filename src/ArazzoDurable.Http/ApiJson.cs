using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ArazzoDurable.Http.Flows;
using ArazzoDurable.Http.Health;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Rpc;
using ArazzoDurable.Runtime.Items;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http;

/// <summary>How answers are written as JSON: camelCase, absent members left out, no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(FlowAnswer))]
[JsonSerializable(typeof(FlowListing))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(ItemPage))]
[JsonSerializable(typeof(ItemState))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(RpcError))]
[JsonSerializable(typeof(RunPage))]
[JsonSerializable(typeof(RunStatus))]
sealed partial class ApiJson : JsonSerializerContext
{
    // Answers are read by people too: quotes and letters of any script stay as they are. JSON is never put into a page.
    static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of what is written.</summary>
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
            write(writer);
        return buffer.WrittenMemory;
    }
}
