using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArazzoDurable.Runtime.Durability;

/// <summary>How payloads, records and answers are written as JSON: camelCase, absent members left out, no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(bool))]
public sealed partial class RuntimeJson : JsonSerializerContext;
