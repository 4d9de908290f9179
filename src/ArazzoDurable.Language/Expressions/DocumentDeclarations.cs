using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Expressions;

/// <summary>The names that the expressions of one workflow of a description can use.</summary>
public sealed class DocumentDeclarations : IDeclarations
{
    // What every workflow declares is found out once for the description, when it is first asked for.
    static readonly ConditionalWeakTable<ArazzoDocument, ConcurrentDictionary<string, SchemaProperties?>> Inputs = [];

    readonly ArazzoDocument document;
    readonly ConcurrentDictionary<string, SchemaProperties?> inputs;
    readonly ConcurrentDictionary<string, ImmutableHashSet<string>> stepOutputs = new(concurrencyLevel: 1, capacity: 1, StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, ImmutableHashSet<string>> workflowOutputs = new(concurrencyLevel: 1, capacity: 1, StringComparer.Ordinal);
    readonly Lazy<SchemaProperties> own;
    readonly bool isInsideComponent;
    readonly ConcurrentDictionary<string, ValueTemplate?> parameters = new(StringComparer.Ordinal);

    /// <summary>Collects the names.</summary>
    /// <param name="document">The description.</param>
    /// <param name="workflow">The workflow whose inputs and steps are meant.</param>
    public DocumentDeclarations(ArazzoDocument document, Workflow workflow)
    {
        this.document = document;
        Workflow = workflow;
        inputs = Inputs.GetValue(document, _ => new ConcurrentDictionary<string, SchemaProperties?>(StringComparer.Ordinal));
        own = new Lazy<SchemaProperties>(() => SchemaProperties.Of(workflow.Inputs?.Node, document));
    }

    DocumentDeclarations(DocumentDeclarations outer) =>
        (document, Workflow, inputs, own, isInsideComponent) = (outer.document, outer.Workflow, outer.inputs, outer.own, true);

    /// <summary>The workflow whose inputs and steps are meant.</summary>
    public Workflow Workflow { get; }

    /// <inheritdoc/>
    public bool HasSelectors => document.Version is { Major: 1, Minor: >= 1 };

    /// <inheritdoc/>
    public bool HasInput(string name) => HasWorkflowInput(Workflow.WorkflowId, name);

    /// <inheritdoc/>
    public bool HasStepOutput(string stepId, string name) =>
        Workflow.IndexOf(stepId) is >= 0 and var index
        && stepOutputs.GetOrAdd(stepId, static (_, outputs) => NamesOf(outputs), Workflow.Steps[index].Outputs).Contains(name);

    /// <inheritdoc/>
    public bool HasWorkflowInput(string workflowId, string name) => InputsOf(workflowId) is { } properties && properties.Names.Contains(name);

    /// <inheritdoc/>
    public bool HasWorkflowOutput(string workflowId, string name) =>
        document.Workflow(workflowId) is { } workflow
        && workflowOutputs.GetOrAdd(workflowId, static (_, outputs) => NamesOf(outputs), workflow.Outputs).Contains(name);

    /// <inheritdoc/>
    public ValueTemplate? ComponentParameter(string name) => isInsideComponent ? null : parameters.GetOrAdd(name, Compile);

    /// <summary>Whether the workflow may have inputs that its schema does not name: it has none, or one that is not wholly known.</summary>
    internal bool TakesAnyInput(string workflowId) => InputsOf(workflowId) is not { } properties || properties.IsOpen;

    // What is to be said about the value is said where the component is used as a parameter.
    ValueTemplate? Compile(string parameter) => document.Components.Parameters.TryGetValue(parameter, out var found)
        ? ValueTemplate.Compile(found.Value, new DocumentDeclarations(this), document.Version.DefaultDialect, [])
        : null;

    SchemaProperties? InputsOf(string workflowId) => string.Equals(workflowId, Workflow.WorkflowId, StringComparison.Ordinal)
        ? own.Value
        : inputs.GetOrAdd(workflowId, static (id, document) => document.Workflow(id) is { } workflow ? SchemaProperties.Of(workflow.Inputs?.Node, document) : null, document);

    static ImmutableHashSet<string> NamesOf(ImmutableArray<NamedValue> values) =>
        values.Select(value => value.Name).ToImmutableHashSet(StringComparer.Ordinal);
}
