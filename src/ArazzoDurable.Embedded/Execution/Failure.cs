using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Execution;

/// <summary>How an activity or an orchestration failed.</summary>
sealed record Failure(string ErrorType, string Message)
{
    public static Failure Of(Exception exception) => new(exception.GetType().FullName ?? exception.GetType().Name, exception.Message);

    public static Failure Read(byte[] json) => JsonSerializer.Deserialize(json, EmbeddedJson.Default.Failure)
        ?? throw new JsonException($"No failure: {Encoding.UTF8.GetString(json)}");

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, EmbeddedJson.Default.Failure);

    public TaskFaultedException ToException(string taskName) => new(taskName, ErrorType, Message);
}

[JsonSerializable(typeof(Failure))]
[JsonSerializable(typeof(string))]
sealed partial class EmbeddedJson : JsonSerializerContext;
