using System.Text.Json;
using System.Text.Json.Serialization;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Runs.Control;
using ArazzoDurable.Runtime.Runs.Lanes;
using ArazzoDurable.Runtime.Runs.Reservations;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Durability;

/// <summary>How payloads, records and answers are written as JSON: camelCase, absent members left out, no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    // A state nests what responses nest, and a few levels more.
    MaxDepth = 128)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(BatchInput))]
[JsonSerializable(typeof(ItemOutcome))]
[JsonSerializable(typeof(LaneCall))]
[JsonSerializable(typeof(LaneInput))]
[JsonSerializable(typeof(LaneTurn))]
[JsonSerializable(typeof(LookCall))]
[JsonSerializable(typeof(LookTurn))]
[JsonSerializable(typeof(ItemResult))]
[JsonSerializable(typeof(PurgeCall))]
[JsonSerializable(typeof(PurgeInput))]
[JsonSerializable(typeof(PurgeTurn))]
[JsonSerializable(typeof(RunEvent))]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(KeptResult))]
[JsonSerializable(typeof(RunStatus))]
[JsonSerializable(typeof(RunOptions))]
[JsonSerializable(typeof(WalkState))]
[JsonSerializable(typeof(StepCall))]
[JsonSerializable(typeof(SubmitReservation))]
[JsonSerializable(typeof(StepTurn))]
[JsonSerializable(typeof(WorkflowInput))]
[JsonSerializable(typeof(WorkflowOutcome))]
[JsonSerializable(typeof(BranchOutcome))]
public sealed partial class RuntimeJson : JsonSerializerContext;
