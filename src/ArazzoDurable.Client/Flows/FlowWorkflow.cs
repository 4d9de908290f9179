using System.Text.Json;

namespace ArazzoDurable.Client.Flows;

/// <summary>A workflow of a flow.</summary>
/// <param name="WorkflowId">Its id.</param>
/// <param name="Summary">Its summary; null when it has none.</param>
/// <param name="Inputs">The JSON Schema of its inputs; null when it takes any.</param>
public sealed record FlowWorkflow(string WorkflowId, string? Summary = null, JsonElement? Inputs = null);
