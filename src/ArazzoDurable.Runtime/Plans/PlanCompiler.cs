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

namespace ArazzoDurable.Runtime.Plans;

/// <summary>Makes one description of a flow ready to walk: parses every expression, resolves every operation, merges what workflows and steps say.</summary>
sealed class PlanCompiler
{
    // A longer one, and none at all, are all the same.
    const long MaxTimeoutMs = 366L * 24 * 3600 * 1000;

    readonly ArazzoDocument document;
    readonly DescriptionPlan own;
    readonly WorkflowResolver workflows;
    readonly OperationResolver operations;
    readonly Dialect dialect;
    readonly SchemaDocument schemas;
    readonly List<Diagnostic> diagnostics = [];

    // What is to be said about expressions is said by ExpressionChecks, once for the whole description.
    readonly List<Diagnostic> unsaid = [];

    PlanCompiler(DescriptionPlan own, JsonElement description, IEnumerable<SourceDocument> sources, WorkflowResolver workflows)
    {
        (this.own, this.workflows) = (own, workflows);
        (document, dialect) = (own.Document, own.Dialect);
        schemas = new SchemaDocument(description, InputSchemas(document));
        var loaded = sources.ToImmutableArray();
        operations = new OperationResolver(document, loaded, dialect);
        diagnostics.AddRange(SourceChecks.Check(document, loaded));
    }

    /// <summary>Compiles a description.</summary>
    /// <param name="own">The description.</param>
    /// <param name="description">The description as JSON, in which the schemas of inputs refer to one another.</param>
    /// <param name="sources">Those of its sources that were found.</param>
    /// <param name="resolver">Finds the workflows that it names.</param>
    /// <returns>Its workflows, and what is to be said of it.</returns>
    public static (ImmutableArray<WorkflowPlan> Workflows, IEnumerable<Diagnostic> Diagnostics) Compile(
        DescriptionPlan own, JsonElement description, IEnumerable<SourceDocument> sources, WorkflowResolver resolver)
    {
        var compiler = new PlanCompiler(own, description, sources, resolver);
        var workflows = own.Document.Workflows.Select(compiler.Compile).ToImmutableArray();
        var named = own with { Targets = resolver.Ids };
        return ([.. workflows.Select(workflow => workflow with { Description = named })],
        [
            .. DescriptionValidator.Validate(own.Document, own.Dialect).Where(diagnostic => !resolver.Overrules(diagnostic))
                .Concat(ExpressionChecks.Check(own.Document, own.Dialect))
                .Concat(resolver.Diagnostics)
                .Concat(compiler.diagnostics)
                .InTextOrder(),
        ]);
    }

    WorkflowPlan Compile(Workflow workflow, int index)
    {
        var declarations = new DocumentDeclarations(document, workflow);
        var steps = new StepCompiler(this, workflow, declarations);
        return new WorkflowPlan
        {
            Workflow = workflow,
            Description = own,
            Declarations = declarations,
            Inputs = CompileInputs(workflow, index),
            DependsOn = [.. workflow.DependsOn.Select(Target)],
            Unavailable = [.. References(workflow).Distinct().Select(Unavailable).OfType<Diagnostic>()],
            Steps = StepOrder.Sort([.. workflow.Steps.Select((step, position) => steps.Compile(step, position))], diagnostics),
            Outputs = Outputs(workflow.Outputs, declarations),
        };
    }

    /// <summary>The id in the flow of the workflow that is named; the reference itself when it leads nowhere, which has been said.</summary>
    string Target(Text reference) => workflows.Resolve(reference) is WorkflowTarget.Found(var workflowId, _) ? workflowId : reference.Value;

    static IEnumerable<Text> References(Workflow workflow) => workflow.DependsOn.Concat(
        workflow.Steps.SelectMany(step => step.OnSuccess.Concat(step.OnFailure)).Concat(workflow.SuccessActions).Concat(workflow.FailureActions)
            .Where(action => action.Kind is not ActionKind.End)
            .Select(action => action.WorkflowId).OfType<Text>());

    Diagnostic? Unavailable(Text reference) => workflows.Resolve(reference) is WorkflowTarget.Unavailable(var source)
        ? Diagnostic.Error(
            PlanCodes.UnavailableSource, reference.Location,
            $"Workflow '{reference.Value}' cannot run: source '{source}', which has it, was not found.", $"--source {source}=path")
        : null;

    JsonSchema? CompileInputs(Workflow workflow, int index)
    {
        if (workflow.Inputs is not { } inputs)
            return null;
        if (schemas.TryCompile(InputsAt(index), out var schema, out var errors))
            return schema;
        diagnostics.AddRange(errors.Select(error => Diagnostic.Error(PlanCodes.InvalidInputSchema, inputs.Location, error.Message)));
        return null;
    }

    static JsonPointer InputsAt(int workflow) => JsonPointer.Root.Append("workflows").Append(workflow).Append("inputs");

    /// <summary>Where schemas stand that can be referred to by their anchors (Arazzo 1.1.0, Resolving URI Fragments).</summary>
    static ImmutableArray<JsonPointer> InputSchemas(ArazzoDocument document) =>
    [
        .. document.Components.Inputs.Select(input => input.Location.Pointer),
        .. document.Workflows.Select((_, index) => InputsAt(index)),
    ];

    ImmutableArray<OutputPlan> Outputs(ImmutableArray<NamedValue> outputs, IDeclarations declarations) =>
        [.. outputs.Select(output => new OutputPlan(
            output.Name, ValueTemplate.Compile(new NodeValue(output.Value, output.Location), declarations, dialect, unsaid)))];

    /// <summary>Compiles the steps of one workflow.</summary>
    sealed class StepCompiler(PlanCompiler plan, Workflow workflow, IDeclarations declarations)
    {
        // What the workflow gives to all steps, and what a component holds, is compiled once.
        readonly Dictionary<Parameter, ParameterPlan> parameters = new(ReferenceEqualityComparer.Instance);
        readonly Dictionary<StepAction, ActionPlan> actions = new(ReferenceEqualityComparer.Instance);
        readonly Dictionary<Criterion, CompiledCriterion> criteria = new(ReferenceEqualityComparer.Instance);
        readonly Dictionary<Node, ValueTemplate> templates = new(ReferenceEqualityComparer.Instance);

        public StepPlan Compile(Step step, int index) => new()
        {
            Step = step,
            Index = index,
            DependsOn = [.. step.DependsOn.Select(dependency => plan.workflows.Dependency(dependency, workflow))],
            Timeout = step.Timeout is { } milliseconds ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, MaxTimeoutMs)) : null,
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
                    return Run(reference);
                default:
                    return Call(step);
            }
        }

        StepWork Run(Text reference) => plan.workflows.Resolve(reference) switch
        {
            WorkflowTarget.Found(var workflowId, _) => new StepWork.RunWorkflow(workflowId),
            WorkflowTarget.Missing(var error) => Impossible(DiagnosticCodes.UnknownWorkflow, error?.Message.TrimEnd('.') ?? $"there is no workflow '{reference.Value}'"),
            WorkflowTarget.Unavailable(var source) => NotFound(source, $"workflow '{reference.Value}'"),
            _ => throw new InvalidOperationException("A target of an unknown kind."),
        };

        StepWork Call(Step step)
        {
            switch (plan.operations.Resolve(step.Target))
            {
                case Resolution.Found(var operation, var warnings):
                    plan.diagnostics.AddRange(warnings);
                    plan.diagnostics.AddRange(CallChecks.Check(step, Merge(step.Parameters, workflow.Parameters, parameter => (parameter.Name, parameter.In)), operation));
                    return new StepWork.Call(operation, Body(step.RequestBody, operation));
                case Resolution.Channel(var warnings):
                    plan.diagnostics.AddRange(warnings);
                    plan.diagnostics.Add(Diagnostic.Warning(
                        PlanCodes.UnsupportedChannel, step.Target.Reference.Location, "This step works with an AsyncAPI channel, which is not supported yet; it fails in a run."));
                    return Impossible(PlanCodes.UnsupportedChannel, "sending to and receiving from channels is not supported yet");
                case Resolution.Missing(var error):
                    plan.diagnostics.Add(error);
                    return Impossible(error.Code, error.Message.TrimEnd('.'));
                case Resolution.Unavailable(var source) unavailable:
                    plan.diagnostics.AddRange(unavailable.Warnings);
                    return NotFound(SourcePath.Of(plan.own.Path, source), $"operation '{step.Target.Reference}'");
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
                return Plan(body, mediaType, null, JsonTextTemplate.Compile(new Text(text, body.Payload!.Location), declarations, plan.dialect, plan.unsaid));
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
                ReplacementPlan.Compile(replacement, Template(replacement.Value), mediaType, plan.dialect, plan.diagnostics))]);

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
            Once(criteria, criterion, given => CompiledCriterion.Compile(given, declarations, plan.dialect, plan.unsaid)))];

        ValueTemplate Template(NodeValue value) => Once(templates, value.Node, _ => ValueTemplate.Compile(value, declarations, plan.dialect, plan.unsaid));

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
}
