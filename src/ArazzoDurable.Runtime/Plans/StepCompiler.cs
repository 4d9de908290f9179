using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Operations;
using ArazzoDurable.Runtime.Polling;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>Makes the steps of one workflow ready to walk.</summary>
/// <param name="plan">The compilation of the description.</param>
/// <param name="workflow">The workflow.</param>
/// <param name="declarations">The names that its expressions can use.</param>
sealed class StepCompiler(PlanCompiler plan, Workflow workflow, IDeclarations declarations)
{
    // A longer one, and none at all, are all the same.
    const long MaxTimeoutMs = 366L * 24 * 3600 * 1000;

    // What the workflow gives to all steps, and what a component holds, is compiled once.
    readonly Dictionary<Parameter, ParameterPlan> parameters = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<StepAction, ActionPlan> actions = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<Criterion, CompiledCriterion> criteria = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<Node, ValueTemplate> templates = new(ReferenceEqualityComparer.Instance);

    /// <summary>Compiles a step.</summary>
    public StepPlan Compile(Step step, int index) => new()
    {
        Step = step,
        Index = index,
        DependsOn = [.. step.DependsOn.Select(dependency => plan.Workflows.Dependency(dependency, workflow))],
        Timeout = step.Timeout is { } milliseconds ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, MaxTimeoutMs)) : null,
        Work = Work(step),
        Parameters = Parameters(Merge(step.Parameters, Shared(step), parameter => (parameter.Name, parameter.In))),
        SuccessCriteria = Criteria(step.SuccessCriteria),
        OnSuccess = Actions(Merge(step.OnSuccess, workflow.SuccessActions, action => action.Name)),
        OnFailure = Actions(Merge(step.OnFailure, workflow.FailureActions, action => action.Name)),
        Outputs = plan.Outputs(step.Outputs, declarations),
        Polling = PollingExtension.Read(step, plan.Diagnostics),
        AtMostOnce = DeliveryExtension.Read(step, plan.Diagnostics),
    };

    /// <summary>The workflow's parameters that a step passes: one that goes into requests is no input of another workflow.</summary>
    ImmutableArray<Parameter> Shared(Step step) => step.Target is StepTarget.WorkflowId
        ? [.. workflow.Parameters.Where(parameter => parameter.In is ParameterPlace.Input)]
        : workflow.Parameters;

    StepWork Work(Step step)
    {
        switch (step.Target)
        {
            case StepTarget.WorkflowId { Reference: var reference }:
                return Run(reference);
            default:
                return Call(step);
        }
    }

    StepWork Run(Text reference) => plan.Workflows.Resolve(reference) switch
    {
        WorkflowTarget.Found(var workflowId, _) => new StepWork.RunWorkflow(workflowId),
        WorkflowTarget.Missing(var error) => Impossible(DiagnosticCodes.UnknownWorkflow, error?.Message.TrimEnd('.') ?? $"there is no workflow '{reference.Value}'"),
        WorkflowTarget.Unavailable(var source) => NotFound(source, $"workflow '{reference.Value}'"),
        _ => throw new InvalidOperationException("A target of an unknown kind."),
    };

    StepWork Call(Step step)
    {
        switch (plan.Operations.Resolve(step.Target))
        {
            case Resolution.Found(var operation, var warnings):
                plan.Diagnostics.AddRange(warnings);
                plan.Diagnostics.AddRange(CallChecks.Check(step, Merge(step.Parameters, workflow.Parameters, parameter => (parameter.Name, parameter.In)), operation));
                return new StepWork.Call(operation, Body(step.RequestBody, operation));
            case Resolution.Channel(var warnings):
                plan.Diagnostics.AddRange(warnings);
                plan.Diagnostics.Add(Diagnostic.Warning(
                    PlanCodes.UnsupportedChannel, step.Target.Reference.Location, "This step works with an AsyncAPI channel, which is not supported yet; it fails in a run."));
                return Impossible(PlanCodes.UnsupportedChannel, "sending to and receiving from channels is not supported yet");
            case Resolution.Missing(var error):
                plan.Diagnostics.Add(error);
                return Impossible(error.Code, error.Message.TrimEnd('.'));
            case Resolution.Unavailable(var source) unavailable:
                plan.Diagnostics.AddRange(unavailable.Warnings);
                return NotFound(SourcePath.Of(plan.Own.Path, source), $"operation '{step.Target.Reference}'");
            default:
                throw new InvalidOperationException("A step without an operation.");
        }
    }

    static StepWork.Impossible NotFound(string source, string what) =>
        Impossible(PlanCodes.UnavailableSource, $"source '{source}', which has {what}, was not found") with { Source = source };

    static StepWork.Impossible Impossible(string code, string message) => new(code, message);

    BodyPlan? Body(RequestBody? body, Operation operation)
    {
        if (body is null)
            return null;
        var mediaType = BodyWriter.MediaType(operation, body.ContentType?.Value);
        var text = body.Payload is { Node: Node.Scalar { Value.ValueKind: JsonValueKind.String } scalar } ? scalar.Value.GetString()! : null;
        if (text is not null && IsJsonText(text, mediaType, body.ContentType is not null))
            return Plan(body, mediaType, null, JsonTextTemplate.Compile(new Text(text, body.Payload!.Location), declarations, plan.Dialect, plan.Unsaid));
        var payload = body.Payload is { } given ? Template(given) : null;
        return Plan(body, mediaType, MediaTypes.IsForm(mediaType) ? payload?.Escaping(PercentEncoding.Form) : payload, null);
    }

    // No form begins with a brace, unless an expression does.
    static bool IsJsonText(string text, string mediaType, bool isAsked) => MediaTypes.IsForm(mediaType) || MediaTypes.IsMultipart(mediaType)
        ? text.TrimStart() is ['{', not '$', ..]
        : isAsked ? MediaTypes.IsJson(mediaType) : !MediaTypes.IsString(mediaType);

    BodyPlan Plan(RequestBody body, string mediaType, ValueTemplate? payload, JsonTextTemplate? text) => new(
        body.ContentType?.Value,
        payload,
        text,
        [.. body.Replacements.Select(replacement =>
            ReplacementPlan.Compile(replacement, Template(replacement.Value), mediaType, plan.Dialect, plan.Diagnostics))]);

    ImmutableArray<ActionPlan> Actions(IEnumerable<StepAction> list) => [.. list.Select(action => Once(actions, action, Action))];

    ActionPlan Action(StepAction action) => new()
    {
        Name = action.Name,
        Kind = action.Kind,
        StepId = action.StepId?.Value,
        WorkflowId = action.WorkflowId is { } workflowId ? plan.Target(workflowId) : null,
        RetryAfter = TimeSpan.FromSeconds((double)Math.Clamp(action.RetryAfter ?? 0, 0, 366 * 24 * 3600m)),
        RetryLimit = Math.Min(action.RetryLimit ?? ActionPlan.DefaultRetryLimit, ActionPlan.MaxRetryLimit),
        Criteria = Criteria(action.Criteria),
        Parameters = Parameters(action.Parameters),
    };

    ImmutableArray<ParameterPlan> Parameters(IEnumerable<Parameter> list) => [.. list.Select(parameter =>
        Once(parameters, parameter, given => new ParameterPlan(
            given.Name, given.In, given.In is ParameterPlace.QueryString ? Template(given.Value).Escaping(PercentEncoding.Strict) : Template(given.Value))))];

    ImmutableArray<CompiledCriterion> Criteria(ImmutableArray<Criterion> list) => [.. list.Select(criterion =>
        Once(criteria, criterion, given => CompiledCriterion.Compile(given, declarations, plan.Dialect, plan.Unsaid)))];

    ValueTemplate Template(NodeValue value) => Once(templates, value.Node, _ => ValueTemplate.Compile(value, declarations, plan.Dialect, plan.Unsaid));

    static TPlan Once<T, TPlan>(Dictionary<T, TPlan> made, T given, Func<T, TPlan> make)
        where T : class
    {
        if (!made.TryGetValue(given, out var plan))
            made[given] = plan = make(given);
        return plan;
    }

    /// <summary>The step's own entries, then those of the workflow that it does not override.</summary>
    static IEnumerable<T> Merge<T, TKey>(ImmutableArray<T> own, ImmutableArray<T> shared, Func<T, TKey> key)
    {
        var overridden = own.Select(key).ToHashSet();
        return own.Concat(shared.Where(entry => !overridden.Contains(key(entry))));
    }
}
