using System.Collections.Concurrent;
using System.Collections.Immutable;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Expressions;

/// <summary>The names that the expressions of one workflow of a description can use.</summary>
public sealed class DocumentDeclarations : IDeclarations
{
    readonly ArazzoDocument document;
    readonly ImmutableDictionary<string, SchemaProperties> inputs;
    readonly bool isInsideComponent;
    readonly ConcurrentDictionary<string, ValueTemplate?> parameters = new(StringComparer.Ordinal);

    /// <summary>Collects the names.</summary>
    /// <param name="document">The description.</param>
    /// <param name="workflow">The workflow whose inputs and steps are meant.</param>
    public DocumentDeclarations(ArazzoDocument document, Workflow workflow)
    {
        this.document = document;
        Workflow = workflow;
        var all = ImmutableDictionary.CreateBuilder<string, SchemaProperties>(StringComparer.Ordinal);
        foreach (var each in document.Workflows)
            all[each.WorkflowId] = SchemaProperties.Of(each.Inputs?.Node, document);
        all[workflow.WorkflowId] = SchemaProperties.Of(workflow.Inputs?.Node, document);
        inputs = all.ToImmutable();
    }

    DocumentDeclarations(DocumentDeclarations outer) =>
        (document, Workflow, inputs, isInsideComponent) = (outer.document, outer.Workflow, outer.inputs, true);

    /// <summary>The workflow whose inputs and steps are meant.</summary>
    public Workflow Workflow { get; }

    /// <inheritdoc/>
    public bool HasSelectors => document.Version is { Major: 1, Minor: >= 1 };

    /// <inheritdoc/>
    public bool HasInput(string name) => HasWorkflowInput(Workflow.WorkflowId, name);

    /// <inheritdoc/>
    public bool HasStepOutput(string stepId, string name) =>
        Workflow.IndexOf(stepId) is >= 0 and var index && Has(Workflow.Steps[index].Outputs, name);

    /// <inheritdoc/>
    public bool HasWorkflowInput(string workflowId, string name) =>
        inputs.TryGetValue(workflowId, out var properties) && properties.Names.Contains(name);

    /// <inheritdoc/>
    public bool HasWorkflowOutput(string workflowId, string name) =>
        document.Workflow(workflowId) is { } workflow && Has(workflow.Outputs, name);

    /// <inheritdoc/>
    public ValueTemplate? ComponentParameter(string name) => isInsideComponent ? null : parameters.GetOrAdd(name, Compile);

    /// <summary>Whether the workflow may have inputs that its schema does not name: it has none, or one that is not wholly known.</summary>
    internal bool TakesAnyInput(string workflowId) => !inputs.TryGetValue(workflowId, out var properties) || properties.IsOpen;

    // What is to be said about the value is said where the component is used as a parameter.
    ValueTemplate? Compile(string parameter) => document.Components.Parameters.TryGetValue(parameter, out var found)
        ? ValueTemplate.Compile(found.Value, new DocumentDeclarations(this), document.Version.DefaultDialect, [])
        : null;

    static bool Has(ImmutableArray<NamedValue> values, string name) =>
        values.Any(value => string.Equals(value.Name, name, StringComparison.Ordinal));
}
