using System.Text.Json;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Tests.Expressions;

/// <summary>The names that a case declares: <c>inputs: [a]</c>, <c>steps: {s: [a]}</c>, <c>workflowInputs</c> and <c>workflowOutputs</c>.</summary>
sealed class CaseDeclarations(JsonElement? declared) : IDeclarations
{
    public static CaseDeclarations None { get; } = new(null);

    public static CaseDeclarations Of(JsonElement @case) => new(@case.TryGetProperty("declared", out var declared) ? declared : null);

    public bool HasInput(string name) => Has(Member(declared, "inputs"), name);

    public bool HasStepOutput(string stepId, string name) => Has(Member(Member(declared, "steps"), stepId), name);

    public bool HasWorkflowInput(string workflowId, string name) => Has(Member(Member(declared, "workflowInputs"), workflowId), name);

    public bool HasWorkflowOutput(string workflowId, string name) => Has(Member(Member(declared, "workflowOutputs"), workflowId), name);

    static JsonElement? Member(JsonElement? value, string name) =>
        value is { } element && element.TryGetProperty(name, out var member) ? member : null;

    static bool Has(JsonElement? names, string name) =>
        names is { } list && list.EnumerateArray().Any(item => item.GetString() == name);
}
