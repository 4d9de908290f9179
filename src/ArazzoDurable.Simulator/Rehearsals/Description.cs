using System.Collections.Immutable;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Simulator.Conditions;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>One of the descriptions of a rehearsal, and how it names what is in the others (Arazzo 1.1.0, Source Description Object).</summary>
sealed class Description
{
    const string Qualifier = "$sourceDescriptions.";

    readonly Dictionary<string, Description> sources = new(StringComparer.Ordinal);

    Description(string path, ArazzoDocument document, bool isLenient, OperationFinder operations) =>
        (Path, Document, IsLenient, Operations) = (path, document, isLenient, operations);

    /// <summary>The names that lead to it, joined by slashes; empty for the one that is rehearsed.</summary>
    internal string Path { get; }

    /// <summary>Its document.</summary>
    internal ArazzoDocument Document { get; }

    /// <summary>Whether its conditions and references are read as documents of 1.0 mean them.</summary>
    internal bool IsLenient { get; }

    /// <summary>Finds the operations of its own sources.</summary>
    internal OperationFinder Operations { get; }

    /// <summary>All descriptions of a rehearsal, the one that is rehearsed first.</summary>
    /// <param name="rehearsal">The rehearsal.</param>
    /// <param name="operations">The operations of all sources; the source of each is named by its path.</param>
    internal static ImmutableArray<Description> All(Rehearsal rehearsal, IEnumerable<Operation> operations)
    {
        var bySource = operations.ToLookup(operation => operation.Source, StringComparer.Ordinal);
        var documents = rehearsal.Descriptions.Remove("").Select(entry => (entry.Key, entry.Value)).Prepend(("", rehearsal.Document));
        var all = documents.Select(entry => Read(entry.Item1, entry.Item2)).ToImmutableArray();
        foreach (var description in all)
        {
            foreach (var source in description.Document.SourceDescriptions)
            {
                if (all.FirstOrDefault(other => other.Path == Located(description.Path, source.Name)) is { } other)
                    description.sources.TryAdd(source.Name, other);
            }
        }
        return all;

        string Located(string owner, string name)
        {
            var path = owner.Length == 0 ? name : $"{owner}/{name}";
            return rehearsal.Shared.GetValueOrDefault(path, path);
        }

        Description Read(string path, ArazzoDocument document) => new(
            path,
            document,
            (rehearsal.Dialect ?? document.Version.DefaultDialect) is Dialect.Lenient,
            new OperationFinder(document.SourceDescriptions.SelectMany(source => bySource[Located(path, source.Name)].Select(operation => (source.Name, operation)))));
    }

    /// <summary>What a workflow of it is called among those of all descriptions: <c>lib/inner#login</c>, or just its id in the one that is rehearsed.</summary>
    internal string IdOf(string workflowId) => Path.Length == 0 ? workflowId : $"{Path}#{workflowId}";

    /// <summary>The workflow that a step, an action or a <c>dependsOn</c> of it names; null when there is none.</summary>
    internal (Description Description, Workflow Workflow)? Find(string reference)
    {
        if (Document.Workflow(reference) is { } own)
            return (this, own);
        if (reference.StartsWith(Qualifier, StringComparison.Ordinal))
            return reference[Qualifier.Length..].Split('.', 2) is [var source, var workflowId] ? InSource(source, workflowId) : null;
        // Without its source a workflow is named where only one source has it.
        var having = IsLenient ? sources.Values.Distinct().Where(source => source.Document.Workflow(reference) is not null).ToList() : [];
        return having is [var only] ? (only, only.Document.Workflow(reference)!) : null;
    }

    /// <summary>What the workflow that a reference names is called among those of all descriptions; null when there is none.</summary>
    internal string? FindId(string? reference) => reference is not null && Find(reference) is var (description, workflow) ? description.IdOf(workflow.WorkflowId) : null;

    /// <summary>The same of the workflow whose outputs or inputs an expression of it reads.</summary>
    internal string? FindId(Origin origin) => origin switch
    {
        Origin.WorkflowOutputs(var workflowId) => IdOf(workflowId),
        Origin.WorkflowInputs(var workflowId) => IdOf(workflowId),
        Origin.SourceWorkflowOutputs(var source, var workflowId) when InSource(source, workflowId) is var (description, workflow) => description.IdOf(workflow.WorkflowId),
        _ => null,
    };

    (Description Description, Workflow Workflow)? InSource(string source, string workflowId) =>
        sources.TryGetValue(source, out var description) && description.Document.Workflow(workflowId) is { } workflow ? (description, workflow) : null;
}
