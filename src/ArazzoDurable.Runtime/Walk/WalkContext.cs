using System.Text.Json;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>What the expressions of a step read from: the state of the walk, and the exchange at hand.</summary>
sealed class WalkContext : IExpressionContext
{
    readonly DescriptionPlan description;
    readonly Sealer sealer;
    readonly string scope;
    readonly Dictionary<string, JsonElement> steps = new(StringComparer.Ordinal);
    readonly Dictionary<string, JsonElement> workflows = new(StringComparer.Ordinal);
    readonly Dictionary<string, JsonElement> workflowInputs = new(StringComparer.Ordinal);

    WalkContext(DescriptionPlan description, Sealer sealer, string scope, JsonElement inputs)
    {
        this.description = description;
        this.sealer = sealer;
        this.scope = scope;
        Inputs = inputs;
    }

    /// <summary>The secrets that expressions came upon, to keep them out of texts and outputs.</summary>
    public SecretScrubber Secrets { get; } = new();

    /// <summary>The exchange at hand; null before the step's call is made.</summary>
    public Exchange? Exchange { get; set; }

    /// <summary>The status of the callee's last response, in a workflow step.</summary>
    public int? CalleeStatus { get; set; }

    /// <inheritdoc/>
    public JsonElement? Outputs { get; set; }

    /// <inheritdoc/>
    public JsonElement? Inputs { get; }

    /// <inheritdoc/>
    public string? Url => Exchange?.Request.Uri.AbsoluteUri;

    /// <inheritdoc/>
    public string? Method => Exchange?.Request.Method;

    /// <inheritdoc/>
    public int? StatusCode => Exchange is { } exchange ? exchange.Response?.Status : CalleeStatus;

    /// <inheritdoc/>
    public JsonElement? RequestBody => Exchange?.Request.Payload;

    /// <inheritdoc/>
    public JsonElement? ResponseBody => Exchange?.Response?.Body;

    /// <inheritdoc/>
    public string? Self => description.Document.Self?.Value;

    /// <summary>Gathers what the state holds, opening the handles of large values, and notes every secret in it.</summary>
    public static async Task<WalkContext> LoadAsync(
        DescriptionPlan description, WalkState state, string runId, Sealer sealer, RunValues values, CancellationToken cancellationToken)
    {
        var context = new WalkContext(description, sealer, runId, await values.ReadAsync(state.InputsKey, cancellationToken));
        foreach (var (stepId, outputs) in state.Outputs)
            context.steps[stepId] = await values.ReadAsync(outputs, cancellationToken);
        foreach (var (workflowId, outputs) in state.WorkflowOutputs)
            context.workflows[workflowId] = await values.ReadAsync(outputs, cancellationToken);
        foreach (var (workflowId, key) in state.WorkflowInputs)
            context.workflowInputs[workflowId] = await values.ReadAsync(key, cancellationToken);
        foreach (var known in context.steps.Values.Concat(context.workflows.Values).Concat(context.workflowInputs.Values).Append(context.Inputs!.Value))
            context.Open(known);
        return context;
    }

    /// <summary>Sets the outputs of a workflow that just returned, by its id in the flow.</summary>
    public void SetWorkflowOutputs(string workflowId, JsonElement outputs)
    {
        workflows[workflowId] = outputs;
        Open(outputs);
    }

    /// <summary>Sets the outputs of the step at hand, so that its action criteria see them.</summary>
    public void SetStepOutputs(string stepId, JsonElement outputs) => steps[stepId] = outputs;

    /// <inheritdoc/>
    public string? RequestHeader(string name) => Exchange?.Request.Header(name);

    /// <inheritdoc/>
    public JsonElement? RequestQuery(string name) =>
        Exchange is { } exchange && exchange.Request.QueryValues.TryGetValue(name, out var value) ? value : null;

    /// <inheritdoc/>
    public JsonElement? RequestPath(string name) =>
        Exchange is { } exchange && exchange.Request.PathValues.TryGetValue(name, out var value) ? value : null;

    /// <inheritdoc/>
    public string? ResponseHeader(string name) => Exchange?.Response?.Header(name);

    /// <inheritdoc/>
    public JsonElement? StepOutputs(string stepId) => steps.TryGetValue(stepId, out var outputs) ? outputs : null;

    /// <inheritdoc/>
    public JsonElement? WorkflowInputs(string workflowId) => workflowInputs.TryGetValue(description.IdOf(workflowId), out var inputs) ? inputs : null;

    /// <inheritdoc/>
    public JsonElement? WorkflowOutputs(string workflowId) => workflows.TryGetValue(description.IdOf(workflowId), out var outputs) ? outputs : null;

    /// <inheritdoc/>
    public JsonElement? WorkflowOutputs(string source, string workflowId) =>
        description.IdOf(new SourceWorkflow(source, workflowId)) is { } id && workflows.TryGetValue(id, out var outputs) ? outputs : null;

    /// <inheritdoc/>
    public string? Source(string name, string field) => description.Document.Source(name) is not { } source ? null : field switch
    {
        "url" => source.Url.Value,
        "name" => source.Name,
        "type" => source.Type switch
        {
            SourceType.OpenApi => "openapi",
            SourceType.Arazzo => "arazzo",
            SourceType.AsyncApi => "asyncapi",
            SourceType.Unknown => null,
            _ => null,
        },
        _ => null,
    };

    /// <inheritdoc/>
    public Evaluation Open(JsonElement value)
    {
        try
        {
            return sealer.OpenAll(value, scope, Secrets);
        }
        catch (SecretUnreadableException) when (Exchange?.Response?.Body is { } body && Sealer.HoldsSealed(body))
        {
            // The other side may answer with what merely looks like a sealed secret; that is data like any other.
            return new Evaluation(value);
        }
    }
}
