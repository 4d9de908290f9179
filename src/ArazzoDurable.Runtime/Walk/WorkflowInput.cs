using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>The input of a Workflow orchestration, at its start and at every continue-as-new.</summary>
/// <param name="EngineVersion">The version of the sequence of actions that the instance follows.</param>
/// <param name="Walker">Who walks.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Decision">What to do first.</param>
/// <param name="Status">What to publish of the run as it goes, for a run of one item; null for everything else.</param>
public sealed record WorkflowInput(string EngineVersion, Walker Walker, WalkState State, Decision Decision, RunStatus? Status = null);
