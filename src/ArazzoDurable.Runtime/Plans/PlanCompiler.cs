using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Language.Schemas;
using ArazzoDurable.Language.Validation;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>Makes one description of a flow ready to walk: parses every expression, resolves every operation, merges what workflows and steps say.</summary>
sealed class PlanCompiler
{
    readonly ArazzoDocument document;
    readonly SchemaDocument schemas;

    PlanCompiler(DescriptionPlan own, JsonElement description, IEnumerable<SourceDocument> sources, WorkflowResolver workflows)
    {
        (Own, Workflows, document) = (own, workflows, own.Document);
        schemas = new SchemaDocument(description, InputSchemas(document));
        var loaded = sources.ToImmutableArray();
        Operations = new OperationResolver(document, loaded, own.Dialect);
        Diagnostics.AddRange(SourceChecks.Check(document, loaded));
    }

    /// <summary>The description.</summary>
    public DescriptionPlan Own { get; }

    /// <summary>Finds the workflows that it names.</summary>
    public WorkflowResolver Workflows { get; }

    /// <summary>Finds the operations that it names.</summary>
    public OperationResolver Operations { get; }

    /// <summary>How it is read.</summary>
    public Dialect Dialect => Own.Dialect;

    /// <summary>Takes what is to be said.</summary>
    public List<Diagnostic> Diagnostics { get; } = [];

    /// <summary>Takes what is said of expressions by <see cref="ExpressionChecks"/>, once for the whole description.</summary>
    public List<Diagnostic> Unsaid { get; } = [];

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
                .Concat(compiler.Diagnostics)
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
            Description = Own,
            Declarations = declarations,
            Inputs = CompileInputs(workflow, index),
            DependsOn = [.. workflow.DependsOn.Select(Target)],
            Unavailable = [.. References(workflow).Distinct().Select(Unavailable).OfType<Diagnostic>()],
            Steps = StepOrder.Sort([.. workflow.Steps.Select((step, position) => steps.Compile(step, position))], Diagnostics),
            Outputs = Outputs(workflow.Outputs, declarations),
        };
    }

    /// <summary>The id in the flow of the workflow that is named; the reference itself when it leads nowhere, which has been said.</summary>
    public string Target(Text reference) => Workflows.Resolve(reference) is WorkflowTarget.Found(var workflowId, _) ? workflowId : reference.Value;

    static IEnumerable<Text> References(Workflow workflow) => workflow.DependsOn.Concat(
        workflow.Steps.SelectMany(step => step.OnSuccess.Concat(step.OnFailure)).Concat(workflow.SuccessActions).Concat(workflow.FailureActions)
            .Where(action => action.Kind is not ActionKind.End)
            .Select(action => action.WorkflowId).OfType<Text>());

    Diagnostic? Unavailable(Text reference) => Workflows.Resolve(reference) is WorkflowTarget.Unavailable(var source)
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
        Diagnostics.AddRange(errors.Select(error => Diagnostic.Error(PlanCodes.InvalidInputSchema, inputs.Location, error.Message)));
        return null;
    }

    static JsonPointer InputsAt(int workflow) => JsonPointer.Root.Append("workflows").Append(workflow).Append("inputs");

    /// <summary>Where schemas stand that can be referred to by their anchors (Arazzo 1.1.0, Resolving URI Fragments).</summary>
    static ImmutableArray<JsonPointer> InputSchemas(ArazzoDocument document) =>
    [
        .. document.Components.Inputs.Select(input => input.Location.Pointer),
        .. document.Workflows.Select((_, index) => InputsAt(index)),
    ];

    /// <summary>Compiles outputs.</summary>
    public ImmutableArray<OutputPlan> Outputs(ImmutableArray<NamedValue> outputs, IDeclarations declarations) =>
        [.. outputs.Select(output => new OutputPlan(
            output.Name, ValueTemplate.Compile(new NodeValue(output.Value, output.Location), declarations, Dialect, Unsaid)))];
}
