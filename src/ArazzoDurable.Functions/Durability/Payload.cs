using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Durability;

/// <summary>
/// Payloads as JSON, made and read by their declared types. The extension writes a value by the type that it has at run time, so that one of
/// several cases would lose the word that tells which it is; and reads inputs of orchestrations with options of its own. JSON passes through
/// both as it is.
/// </summary>
static class Payload
{
    /// <summary>A value as a payload.</summary>
    public static JsonElement Of<T>(T value) => JsonSerializer.SerializeToElement(value, TypeOf<T>());

    /// <summary>A payload as a value.</summary>
    /// <exception cref="JsonException">It is no value of this type.</exception>
    [return: MaybeNull]
    public static T Read<T>(JsonElement payload) => payload.ValueKind is JsonValueKind.Undefined ? default : payload.Deserialize(TypeOf<T>());

    static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)(RuntimeJson.Default.GetTypeInfo(typeof(T))
        ?? throw new InvalidOperationException($"{nameof(RuntimeJson)} does not know {typeof(T)}, which is a payload."));
}
