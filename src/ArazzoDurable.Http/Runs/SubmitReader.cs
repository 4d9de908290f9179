using System.Text.Json;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Runs;

/// <summary>Reads the body of a submit. Members that are not known are ignored.</summary>
static class SubmitReader
{
    const string FlowIdForm = "'sha256:' and 64 hexadecimal digits";
    const string InputsForm = "a list with the inputs of each item";

    /// <summary>Reads it; null when there are errors.</summary>
    public static SubmitRequest? Read(JsonElement body, FieldErrors errors)
    {
        if (body.ValueKind is not JsonValueKind.Object)
        {
            errors.AtPointer(JsonPointer.Root, ProblemCodes.InvalidValue, $"The body must be an object with the members 'flowId' and 'inputs'; {Words.Of(body)} was sent.");
            return null;
        }
        var fields = new JsonFields(body, JsonPointer.Root, errors);
        var flowId = FlowIdOf(fields);
        var workflowId = fields.Text("workflowId");
        fields.Require("inputs", InputsForm);
        var inputs = fields.List("inputs", InputsForm);
        var wait = fields.Flag("wait");
        var timeout = fields.Integer("timeoutSecs", 0, RunWait.LongestSecs) ?? RunWait.DefaultSecs;
        var maxConcurrency = fields.Integer("maxConcurrency", 1, RunSubmission.MostConcurrent) ?? RunSubmission.DefaultMaxConcurrency;
        var parallel = fields.Flag("parallel");
        var options = fields.Object("overrides") is { } overrides ? OverridesReader.Read(overrides) : RunOptions.Default;
        return errors.Refusal is null
            ? new SubmitRequest(new RunSubmission(flowId!, workflowId, inputs!.Value, options with { Parallel = parallel }) { MaxConcurrency = maxConcurrency, Trace = ObservabilityReader.Read(fields) }, wait, TimeSpan.FromSeconds(timeout))
            : null;
    }

    static string? FlowIdOf(JsonFields fields)
    {
        fields.Require("flowId", FlowIdForm);
        if (fields.Text("flowId") is not { } text)
            return null;
        if (FlowId.TryParse(text, out var id))
            return id.ToString();
        fields.Refuse("flowId", ProblemCodes.InvalidValue, $"'flowId' must be {FlowIdForm}; another string was sent.");
        return null;
    }
}
