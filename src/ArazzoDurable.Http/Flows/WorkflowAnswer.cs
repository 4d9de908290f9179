using System.Text.Json;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Http.Flows;

/// <summary>A workflow of a flow.</summary>
/// <param name="WorkflowId">Its id.</param>
/// <param name="Summary">Its summary; absent when it has none.</param>
/// <param name="Inputs">The JSON Schema of its inputs; absent when it takes any.</param>
sealed record WorkflowAnswer(string WorkflowId, string? Summary, JsonElement? Inputs)
{
    public static WorkflowAnswer Of(Workflow workflow) =>
        new(workflow.WorkflowId, workflow.Summary, workflow.Inputs is { } inputs ? NodeJson.ToElement(inputs.Node) : null);
}
