using System.Text.Json;
using ArazzoDurable.Http.Flows;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Runs;

/// <summary>Reads a submit, whatever interface it came by. Members that are not known are ignored.</summary>
static class SubmitReader
{
    /// <summary>The member that is the idempotency key of a submit.</summary>
    public const string KeyName = "subflowKey";

    const string InputsForm = "a list with the inputs of each item";

    /// <summary>Reads the body of a request; null when there are errors.</summary>
    public static SubmitRequest? Read(JsonElement body, FieldErrors errors)
    {
        if (body.ValueKind is JsonValueKind.Object)
            return Read(new JsonFields(body, JsonPointer.Root, errors), errors);
        errors.AtPointer(JsonPointer.Root, ProblemCodes.InvalidValue, $"The body must be an object with the members 'flowId' and 'inputs'; {Words.Of(body)} was sent.");
        return null;
    }

    /// <summary>Reads the members of a submit; null when there are errors.</summary>
    public static SubmitRequest? Read(JsonFields fields, FieldErrors errors)
    {
        fields.Require("flowId", FlowIds.Form);
        var flowId = fields.Read("flowId", FlowIds.Form, FlowIds.Parse);
        var workflowId = fields.Text("workflowId");
        fields.Require("inputs", InputsForm);
        var inputs = fields.List("inputs", InputsForm);
        var wait = RunWait.Read(fields);
        var maxConcurrency = fields.Integer("maxConcurrency", 1, RunSubmission.MostConcurrent) ?? RunSubmission.DefaultMaxConcurrency;
        var parallel = fields.Flag("parallel");
        var key = fields.Read(KeyName, "a UUID of 36 characters", text => Guid.TryParseExact(text, "D", out var uuid) ? uuid : (Guid?)null);
        var options = fields.Object("overrides") is { } overrides ? OverridesReader.Read(overrides) : RunOptions.Default;
        return errors.Any ? null : new SubmitRequest(
            new RunSubmission(flowId.ToString()!, workflowId, inputs!.Value, options with { Parallel = parallel })
            {
                MaxConcurrency = maxConcurrency,
                IdempotencyKey = key?.ToString("D"),
                Trace = ObservabilityReader.Read(fields),
            },
            wait);
    }
}
