using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Runtime.Tests.Operations;

/// <summary>Has a value for everything that the expressions of a workflow's requests may read: inputs by their schema, outputs as text.</summary>
sealed class GeneratedContext : IExpressionContext
{
    const int MaxDepth = 6;

    readonly JsonElement description;
    readonly FlowPlan flow;
    readonly WorkflowPlan workflow;

    readonly (string Name, string Value)? given;

    public GeneratedContext(JsonElement description, FlowPlan flow, WorkflowPlan workflow, (string Name, string Value)? given = null)
    {
        (this.description, this.flow, this.workflow, this.given) = (description, flow, workflow, given);
        Inputs = InputsOf(workflow);
    }

    public string? Url => "https://api.test/";

    public string? Method => "GET";

    public int? StatusCode => 200;

    public JsonElement? Inputs { get; }

    public JsonElement? Outputs => null;

    public JsonElement? RequestBody => null;

    public JsonElement? ResponseBody => null;

    public string? Self => null;

    public string? RequestHeader(string name) => null;

    public JsonElement? RequestQuery(string name) => null;

    public JsonElement? RequestPath(string name) => null;

    public string? ResponseHeader(string name) => null;

    public JsonElement? StepOutputs(string stepId) =>
        workflow.Steps.FirstOrDefault(step => step.StepId == stepId) is { } step ? Texts(step.Outputs.Select(output => output.Name)) : null;

    public JsonElement? WorkflowInputs(string workflowId) => flow.Workflows.FirstOrDefault(other => other.WorkflowId == workflowId) is { } other ? InputsOf(other) : null;

    public JsonElement? WorkflowOutputs(string workflowId) =>
        flow.Workflows.FirstOrDefault(other => other.WorkflowId == workflowId) is { } other ? Texts(other.Outputs.Select(output => output.Name)) : null;

    public string? Source(string name, string field) => null;

    public Evaluation Open(JsonElement value) => new(value);

    static JsonElement Texts(IEnumerable<string> names) => Element(new JsonObject(names.Distinct().Select(name => KeyValuePair.Create(name, (JsonNode?)JsonValue.Create($"{name}-1")))));

    JsonElement InputsOf(WorkflowPlan plan)
    {
        var index = flow.Workflows.IndexOf(flow.Workflows.Single(other => other.WorkflowId == plan.WorkflowId));
        return description.GetProperty("workflows")[index].TryGetProperty("inputs", out var schema) ? Element(Value(schema, "inputs", 0) ?? new JsonObject()) : Element(new JsonObject());
    }

    JsonNode? Value(JsonElement schema, string name, int depth)
    {
        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference) && JsonPointer.TryParse(reference.GetString()![1..], out var pointer))
            schema = pointer.Resolve(description) ?? default;
        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth)
            return JsonValue.Create(name);
        if (given is { } known && known.Name == name)
            return JsonValue.Create(known.Value);
        if (schema.TryGetProperty("default", out var filled))
            return JsonNode.Parse(filled.GetRawText());
        if (schema.TryGetProperty("enum", out var values))
            return JsonNode.Parse(values[0].GetRawText());
        if (schema.TryGetProperty("properties", out var properties))
            return new JsonObject(properties.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Value(member.Value, member.Name, depth + 1))));
        return (schema.TryGetProperty("type", out var type) ? type.ToString() : "string") switch
        {
            "integer" => JsonValue.Create(7),
            "number" => JsonValue.Create(1.5m),
            "boolean" => JsonValue.Create(true),
            "object" => new JsonObject { ["key"] = "value" },
            "array" => new JsonArray(Value(schema.TryGetProperty("items", out var items) ? items : default, name, depth + 1)),
            _ => JsonValue.Create(name),
        };
    }

    static JsonElement Element(JsonNode node) => JsonElement.Parse(node.ToJsonString());
}
