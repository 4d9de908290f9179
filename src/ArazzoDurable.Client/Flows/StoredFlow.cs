using System.Collections.Immutable;

namespace ArazzoDurable.Client.Flows;

/// <summary>A flow that is stored now.</summary>
/// <param name="FlowId">Its id: <c>sha256:</c> and 64 hex digits, made of its content.</param>
/// <param name="Workflows">Its workflows in the order of the description.</param>
/// <param name="Diagnostics">What is to be said about it: warnings.</param>
public sealed record StoredFlow(string FlowId, ImmutableArray<FlowWorkflow> Workflows, ImmutableArray<FlowDiagnostic> Diagnostics);
