using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Tests.Expressions;

/// <summary>
/// A context that a case gives as an object with the members <c>url, method, statusCode, inputs, outputs, request, response, steps,
/// workflows, sources, self</c>. An object <c>{"$sealed": x}</c> is a sealed secret.
/// </summary>
sealed class CaseContext(JsonElement? given) : IExpressionContext
{
    const string Seal = "$sealed";

    public string? Url => Text("url");

    public string? Method => Text("method");

    public int? StatusCode => At("statusCode")?.GetInt32();

    public JsonElement? Inputs => At("inputs");

    public JsonElement? Outputs => At("outputs");

    public JsonElement? RequestBody => At("request", "body");

    public JsonElement? ResponseBody => At("response", "body");

    public string? Self => Text("self");

    public static CaseContext Of(JsonElement @case) => new(@case.TryGetProperty("context", out var given) ? given : null);

    public static CaseContext OfBody(string json) => new(JsonElement.Parse($$$"""{"response":{"body":{{{json}}}},"statusCode":200}"""));

    public string? RequestHeader(string name) => Header("request", name);

    public JsonElement? RequestQuery(string name) => At("request", "query", name);

    public JsonElement? RequestPath(string name) => At("request", "path", name);

    public string? ResponseHeader(string name) => Header("response", name);

    public JsonElement? StepOutputs(string stepId) => At("steps", stepId);

    public JsonElement? WorkflowInputs(string workflowId) => At("workflows", workflowId, "inputs");

    public JsonElement? WorkflowOutputs(string workflowId) => At("workflows", workflowId, "outputs");

    public JsonElement? WorkflowOutputs(string source, string workflowId) => At("sources", source, workflowId, "outputs");

    public string? Source(string name, string field) => Text("sources", name, field);

    public Evaluation Open(JsonElement value)
    {
        if (!value.GetRawText().Contains(Seal, StringComparison.Ordinal))
            return new Evaluation(value);
        var secret = false;
        var opened = Open(JsonNode.Parse(value.GetRawText()), ref secret);
        return new Evaluation(secret ? JsonElement.Parse(opened?.ToJsonString() ?? "null") : value, secret);
    }

    static JsonNode? Open(JsonNode? node, ref bool secret)
    {
        if (node is JsonObject { Count: 1 } box && box.ContainsKey(Seal))
        {
            secret = true;
            return box[Seal]?.DeepClone();
        }
        if (node is JsonObject mapping)
        {
            var opened = new JsonObject();
            foreach (var (name, value) in mapping)
                opened[name] = Open(value, ref secret);
            return opened;
        }
        if (node is JsonArray list)
        {
            var opened = new JsonArray();
            foreach (var item in list)
                opened.Add(Open(item, ref secret));
            return opened;
        }
        return node?.DeepClone();
    }

    string? Header(string message, string name)
    {
        if (At(message, "header") is not { } headers)
            return null;
        foreach (var header in headers.EnumerateObject())
        {
            if (string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))
                return header.Value.GetString();
        }
        return null;
    }

    string? Text(params string[] path) => At(path)?.GetString();

    JsonElement? At(params string[] path)
    {
        var current = given;
        foreach (var name in path)
        {
            if (current is not { ValueKind: JsonValueKind.Object } value || !value.TryGetProperty(name, out var member))
                return null;
            current = member;
        }
        return current;
    }
}
