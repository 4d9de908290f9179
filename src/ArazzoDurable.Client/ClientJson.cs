using System.Text.Json;
using System.Text.Json.Serialization;
using ArazzoDurable.Client.Blobs;
using ArazzoDurable.Client.Flows;
using ArazzoDurable.Client.Problems;
using ArazzoDurable.Client.Runs;
using ArazzoDurable.Runtime.Items;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Client;

/// <summary>How requests and answers are written as JSON: camelCase, absent members left out, no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    // Inputs and results nest up to 64 levels, and stand within a few more.
    MaxDepth = 128)]
[JsonSerializable(typeof(BlobAnswer))]
[JsonSerializable(typeof(BlobPut))]
[JsonSerializable(typeof(BlobGet))]
[JsonSerializable(typeof(BlobPutAnswer))]
[JsonSerializable(typeof(FlowListing))]
[JsonSerializable(typeof(ItemPage))]
[JsonSerializable(typeof(ItemState))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(RpcAnswer))]
[JsonSerializable(typeof(RpcCall))]
[JsonSerializable(typeof(RunPage))]
[JsonSerializable(typeof(StoredFlow))]
[JsonSerializable(typeof(SubmitBody))]
sealed partial class ClientJson : JsonSerializerContext;
