using System.Collections.Immutable;

namespace ArazzoDurable.Http.Flows;

/// <summary>A flow that is stored now.</summary>
/// <param name="FlowId">Its id.</param>
/// <param name="Workflows">Its workflows in the order of the description.</param>
/// <param name="Diagnostics">What is to be said about it: warnings.</param>
sealed record FlowAnswer(string FlowId, ImmutableArray<WorkflowAnswer> Workflows, ImmutableArray<DiagnosticAnswer> Diagnostics);
