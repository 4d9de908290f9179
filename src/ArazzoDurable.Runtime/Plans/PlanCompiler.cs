using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Language.Schemas;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Language.Validation;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Operations;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>Makes a flow ready to walk: parses every expression, resolves every operation, merges what workflows and steps say.</summary>
public sealed class PlanCompiler
{
    readonly ArazzoDocument document;
    readonly OperationResolver operations;
    readonly Dialect dialect;
    readonly JsonElement description;
    readonly SchemaAnchors anchors;
    readonly List<Diagnostic> diagnostics = [];

    // What is to be said about expressions is said by ExpressionChecks, once for the whole description.
    readonly List<Diagnostic> unsaid = [];

    PlanCompiler(ArazzoDocument document, JsonElement description, IEnumerable<SourceDocument> sources, Dialect dialect)
    {
        this.document = document;
        this.description = description;
        this.dialect = dialect;
        operations = new OperationResolver(document, sources, dialect);
        anchors = SchemaAnchors.Find(description, InputSchemas());
    }

    /// <summary>Compiles a stored flow.</summary>
    /// <param name="bundle">The flow; its description has been read before without errors.</param>
    /// <param name="dialect">How to read it; null: by the description's version.</param>
    /// <exception cref="InvalidOperationException">The description cannot be read.</exception>
    public static FlowPlan Compile(FlowBundle bundle, Dialect? dialect)
    {
        var reading = ArazzoReader.Read(RunValues.Bytes(bundle.Description));
        var document = reading.Document
            ?? throw new InvalidOperationException($"The description of flow {bundle.Id} cannot be read.");
        return Compile(bundle.Id, document, bundle.Description, bundle.Sources.Select(source => SourceDocument.Create(source.Key, source.Value)), dialect);
    }

    /// <summary>Compiles a description and its sources.</summary>
    /// <param name="flowId">The flow's id.</param>
    /// <param name="document">The description.</param>
    /// <param name="description">The description as JSON, in which the schemas of inputs refer to one another.</param>
    /// <param name="sources">Those of its sources that were found.</param>
    /// <param name="dialect">How to read it; null: by the description's version.</param>
    public static FlowPlan Compile(
        FlowId flowId, ArazzoDocument document, JsonElement description, IEnumerable<SourceDocument> sources, Dialect? dialect)
    {
        var chosen = dialect ?? document.Version.DefaultDialect;
        var compiler = new PlanCompiler(document, description, sources, chosen);
        var workflows = document.Workflows.Select(compiler.Compile).ToImmutableArray();
        if (chosen is Dialect.Lenient)
            workflows = ImplicitDependencies.Add(workflows);
        return new FlowPlan
        {
            FlowId = flowId,
            Document = document,
            Dialect = chosen,
            Workflows = workflows,
            Diagnostics =
            [
                .. DescriptionValidator.Validate(document, chosen)
                    .Concat(ExpressionChecks.Check(document, chosen))
                    .Concat(compiler.diagnostics)
                    .InTextOrder(),
            ],
        };
    }

    WorkflowPlan Compile(Workflow workflow, int index)
    {
        var declarations = new DocumentDeclarations(document, workflow);
        return new WorkflowPlan
        {
            Workflow = workflow,
            Declarations = declarations,
            Inputs = CompileInputs(workflow, index),
            DependsOn = [.. workflow.DependsOn.Select(dependency => dependency.Value)],
            Steps = [.. workflow.Steps.Select((step, position) => new StepCompiler(this, workflow, declarations).Compile(step, position))],
            Outputs = Outputs(workflow.Outputs, declarations),
        };
    }

    JsonSchema? CompileInputs(Workflow workflow, int index)
    {
        if (workflow.Inputs is not { } inputs)
            return null;
        var at = JsonPointer.Root.Append("workflows").Append(index).Append("inputs");
        if (JsonSchema.TryCompile(description, at, anchors, out var schema, out var errors))
            return schema;
        diagnostics.AddRange(errors.Select(error => Diagnostic.Error(PlanCodes.InvalidInputSchema, inputs.Location, error.Message)));
        return null;
    }

    IEnumerable<JsonPointer> InputSchemas()
    {
        var components = JsonPointer.Root.Append("components").Append("inputs");
        if (components.Resolve(description) is { ValueKind: JsonValueKind.Object } shared)
        {
            foreach (var schema in shared.EnumerateObject())
                yield return components.Append(schema.Name);
        }
        for (var index = 0; index < document.Workflows.Length; index++)
            yield return JsonPointer.Root.Append("workflows").Append(index).Append("inputs");
    }

    ImmutableArray<OutputPlan> Outputs(ImmutableArray<NamedValue> outputs, IDeclarations declarations) =>
        [.. outputs.Select(output => new OutputPlan(
            output.Name, ValueTemplate.Compile(new NodeValue(output.Value, output.Location), declarations, dialect, unsaid)))];

    /// <summary>Compiles the steps of one workflow.</summary>
    sealed class StepCompiler(PlanCompiler plan, Workflow workflow, IDeclarations declarations)
    {
        public StepPlan Compile(Step step, int index) => new()
        {
            Step = step,
            Index = index,
            Work = Work(step),
            Parameters = Parameters(Merge(step.Parameters, Shared(step), parameter => (parameter.Name, parameter.In))),
            SuccessCriteria = Criteria(step.SuccessCriteria),
            OnSuccess = Actions(Merge(step.OnSuccess, workflow.SuccessActions, action => action.Name)),
            OnFailure = Actions(Merge(step.OnFailure, workflow.FailureActions, action => action.Name)),
            Outputs = plan.Outputs(step.Outputs, declarations),
            Polling = PollingExtension.Read(step, plan.diagnostics),
            AtMostOnce = DeliveryExtension.Read(step, plan.diagnostics),
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
                    return plan.document.Workflow(reference.Value) is not null
                        ? new StepWork.RunWorkflow(reference.Value)
                        : Impossible(PlanCodes.UnsupportedWorkflow, $"workflow '{reference.Value}' is not in this description, and workflows of other descriptions are not supported yet");
                case StepTarget.ChannelPath:
                    return Impossible(PlanCodes.UnsupportedChannel, "sending to and receiving from channels is not supported yet");
                default:
                    return Call(step);
            }
        }

        StepWork Call(Step step)
        {
            switch (plan.operations.Resolve(step.Target))
            {
                case Resolution.Found(var operation, var warnings):
                    plan.diagnostics.AddRange(warnings);
                    return new StepWork.Call(operation, Body(step.RequestBody, operation));
                case Resolution.Missing(var error):
                    plan.diagnostics.Add(error);
                    return Impossible(error.Code, error.Message.TrimEnd('.'));
                case Resolution.Unavailable(var source):
                    return Impossible(PlanCodes.UnavailableSource, $"source '{source}', which has operation '{step.Target.Reference}', was not found") with { Source = source };
                default:
                    throw new InvalidOperationException("A step without an operation.");
            }
        }

        static StepWork.Impossible Impossible(string code, string message) => new(code, message);

        BodyPlan? Body(RequestBody? body, Operation operation)
        {
            if (body is null)
                return null;
            var isText = body.Payload?.Node is Node.Scalar { Value.ValueKind: JsonValueKind.String };
            var isJson = body.ContentType is { } given
                ? MediaTypes.IsJson(given.Value)
                : !MediaTypes.IsString(BodyWriter.MediaType(operation, null));
            return new BodyPlan(
                body.ContentType?.Value,
                body.Payload is { } payload && !(isText && isJson) ? Template(payload) : null,
                body.Payload is { Node: Node.Scalar text } && isText && isJson
                    ? JsonTextTemplate.Compile(new Text(text.Value.GetString()!, body.Payload.Location), declarations, plan.dialect, plan.unsaid)
                    : null,
                [.. body.Replacements.Select(Replacement).OfType<(JsonPointer, ValueTemplate)>()]);
        }

        (JsonPointer, ValueTemplate)? Replacement(PayloadReplacement replacement)
        {
            if (replacement.TargetSelectorType is null or { Kind: CriterionKind.JsonPointer } && JsonPointer.TryParse(replacement.Target.Value, out var target))
                return (target, Template(replacement.Value));
            plan.diagnostics.Add(Diagnostic.Warning(
                PlanCodes.UnsupportedReplacement, replacement.Target.Location,
                $"'{replacement.Target.Value}' is no JSON Pointer; only JSON Pointers are supported as targets yet, so nothing is replaced there."));
            return null;
        }

        ImmutableArray<ActionPlan> Actions(IEnumerable<StepAction> actions) => [.. actions.Select(action => new ActionPlan
        {
            Name = action.Name,
            Kind = action.Kind,
            StepIndex = action.StepId is { } stepId ? Index(stepId) : null,
            WorkflowId = action.WorkflowId?.Value,
            RetryAfter = TimeSpan.FromSeconds((double)Math.Clamp(action.RetryAfter ?? 0, 0, 366 * 24 * 3600m)),
            RetryLimit = Math.Min(action.RetryLimit ?? ActionPlan.DefaultRetryLimit, ActionPlan.MaxRetryLimit),
            Criteria = Criteria(action.Criteria),
            Parameters = Parameters(action.Parameters),
        })];

        int? Index(Text stepId) => workflow.IndexOf(stepId.Value) is var index and >= 0 ? index : null;

        ImmutableArray<ParameterPlan> Parameters(IEnumerable<Parameter> parameters) =>
            [.. parameters.Select(parameter => new ParameterPlan(parameter.Name, parameter.In, Template(parameter.Value)))];

        ImmutableArray<CompiledCriterion> Criteria(ImmutableArray<Criterion> criteria) =>
            [.. criteria.Select(criterion => CompiledCriterion.Compile(criterion, declarations, plan.dialect, plan.unsaid))];

        ValueTemplate Template(NodeValue value) => ValueTemplate.Compile(value, declarations, plan.dialect, plan.unsaid);

        /// <summary>The step's own entries, then those of the workflow that it does not override.</summary>
        static IEnumerable<T> Merge<T, TKey>(ImmutableArray<T> own, ImmutableArray<T> shared, Func<T, TKey> key) =>
            own.Concat(shared.Where(entry => !own.Any(other => Equals(key(other), key(entry)))));
    }
}
