using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace ArazzoDurable.Language.Documents;

/// <summary>A description: the root of an Arazzo document (Arazzo 1.0.1, Arazzo Specification Object).</summary>
public sealed record ArazzoDocument : Element
{
    // Beside the record, for a copy of it with other workflows has other names.
    static readonly ConditionalWeakTable<ArazzoDocument, NameIndex> Names = [];

    /// <summary>The version of the specification that it follows.</summary>
    public required ArazzoVersion Version { get; init; }

    /// <summary>The document's own identity, a URI reference without a fragment (1.1); null when not given.</summary>
    public Text? Self { get; init; }

    /// <summary>What the description is about.</summary>
    public required Info Info { get; init; }

    /// <summary>The documents it names, at least one.</summary>
    public required ImmutableArray<SourceDescription> SourceDescriptions { get; init; }

    /// <summary>Its workflows, at least one.</summary>
    public required ImmutableArray<Workflow> Workflows { get; init; }

    /// <summary>What its workflows may refer to.</summary>
    public Components Components { get; init; } = Components.None;

    /// <summary>The workflow with this id; null when there is none.</summary>
    public Workflow? Workflow(string workflowId) => Names.GetValue(this, NamesOf).Workflows.GetValueOrDefault(workflowId);

    /// <summary>The source description with this name; null when there is none.</summary>
    public SourceDescription? Source(string name) => Names.GetValue(this, NamesOf).Sources.GetValueOrDefault(name);

    static NameIndex NamesOf(ArazzoDocument document) => new(
        NameIndex.FirstByName(document.Workflows, workflow => workflow.WorkflowId),
        NameIndex.FirstByName(document.SourceDescriptions, source => source.Name));
}
