using System.Text.Json;
using System.Text.Json.Serialization;
using ArazzoDurable.Http.Flows;
using ArazzoDurable.Http.Health;
using ArazzoDurable.Http.Problems;
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
[JsonSerializable(typeof(RunPage))]
[JsonSerializable(typeof(RunStatus))]
sealed partial class ApiJson : JsonSerializerContext;
