using ArazzoDurable.Runtime.Runs.Lanes;

namespace ArazzoDurable.Runtime.Orchestrations;

/// <summary>The input of a Lane orchestration, at its start and at every continue-as-new.</summary>
/// <param name="EngineVersion">The version of the sequence of actions that the instance follows.</param>
/// <param name="Claim">The claim to make next.</param>
public sealed record LaneInput(string EngineVersion, LaneCall Claim);
