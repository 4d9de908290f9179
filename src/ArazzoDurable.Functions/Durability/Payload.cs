using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Durability;

/// <summary>
/// Payloads of orchestrations and activities: a string that holds the JSON of a value, made and read by its declared type. On its way through
/// the Functions host JSON is read and written anew, and numbers lose digits. And the worker writes a value by the type that it has at run
/// time, so that one of several cases would lose the word that tells which it is. A string passes through both as it is.
/// </summary>
static class Payload
{
    /// <summary>As every host of the runner writes, with letters and quotes as they are: what is escaped takes up to six times the room.</summary>
    static readonly JsonSerializerOptions Options = new(RuntimeJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value as a payload.</summary>
    public static JsonElement Of<T>(T value) =>
        JsonSerializer.SerializeToElement(JsonSerializer.Serialize(value, TypeOf<T>()), TypeOf<string>());

    /// <summary>A value as JSON that people and other programs read in the task hub, and the runner does not.</summary>
    public static JsonElement Shown<T>(T value) => JsonSerializer.SerializeToElement(value, TypeOf<T>());

    /// <summary>A payload as a value. What comes from elsewhere, such as an event that an operator raises, may be JSON as it is.</summary>
    /// <exception cref="JsonException">It is no value of this type.</exception>
    [return: MaybeNull]
    public static T Read<T>(JsonElement payload) => payload.ValueKind switch
    {
        JsonValueKind.Undefined => default,
        JsonValueKind.String => JsonSerializer.Deserialize(payload.GetString()!, TypeOf<T>()),
        _ => payload.Deserialize(TypeOf<T>()),
    };

    static JsonTypeInfo<T> TypeOf<T>() => Options.TryGetTypeInfo(typeof(T), out var type)
        ? (JsonTypeInfo<T>)type
        : throw new InvalidOperationException($"{nameof(RuntimeJson)} does not know {typeof(T)}, which is a payload.");
}
