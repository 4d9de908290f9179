using System.Text.Json;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Tests.Expressions;

/// <summary>
/// The names that a case declares: <c>inputs: [a]</c>, <c>steps: {s: [a]}</c>, <c>workflowInputs</c> and <c>workflowOutputs</c>; in
/// <c>parameters</c> the values of the parameters of the components; <c>selectors: false</c> for a description of 1.0.
/// </summary>
sealed class CaseDeclarations(JsonElement? declared) : IDeclarations
{
    public static CaseDeclarations None { get; } = new(null);

    public static CaseDeclarations Of(JsonElement @case) => new(@case.TryGetProperty("declared", out var declared) ? declared : null);

    public bool HasSelectors => Member(declared, "selectors") is not { ValueKind: JsonValueKind.False };

    public bool HasInput(string name) => Has(Member(declared, "inputs"), name);

    public bool HasStepOutput(string stepId, string name) => Has(Member(Member(declared, "steps"), stepId), name);

    public bool HasWorkflowInput(string workflowId, string name) => Has(Member(Member(declared, "workflowInputs"), workflowId), name);

    public bool HasWorkflowOutput(string workflowId, string name) => Has(Member(Member(declared, "workflowOutputs"), workflowId), name);

    public ValueTemplate? ComponentParameter(string name) => Member(Member(declared, "parameters"), name) is { } value
        ? ValueTemplate.Compile(Nodes.Of(value.GetRawText()), None, Dialect.Strict, [])
        : null;

    static JsonElement? Member(JsonElement? value, string name) =>
        value is { } element && element.TryGetProperty(name, out var member) ? member : null;

    static bool Has(JsonElement? names, string name) =>
        names is { } list && list.EnumerateArray().Any(item => item.GetString() == name);
}
