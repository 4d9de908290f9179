using System.Collections.Immutable;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>
/// Finds the workflows that a description names: its own by their ids, those of its sources as
/// <c>$sourceDescriptions.name.workflowId</c> (Arazzo 1.1.0, Step Object).
/// </summary>
/// <param name="bundle">The flow.</param>
/// <param name="descriptions">The descriptions of the flow by their paths.</param>
/// <param name="own">The description.</param>
sealed class WorkflowResolver(FlowBundle bundle, IReadOnlyDictionary<string, ArazzoDocument> descriptions, DescriptionPlan own)
{
    const string Qualifier = "$sourceDescriptions.";
    const string Workflows = "$workflows.";
    const string Steps = ".steps.";

    readonly Dictionary<Text, WorkflowTarget> targets = [];
    readonly HashSet<Location> answered = [];
    readonly List<Diagnostic> diagnostics = [];

    /// <summary>What is to be said of the references, each once.</summary>
    public IEnumerable<Diagnostic> Diagnostics => diagnostics;

    /// <summary>The ids in the flow by the references as they are written.</summary>
    public ImmutableDictionary<string, string> Ids => targets
        .Where(target => target.Value is WorkflowTarget.Found)
        .DistinctBy(target => target.Key.Value, StringComparer.Ordinal)
        .ToImmutableDictionary(target => target.Key.Value, target => ((WorkflowTarget.Found)target.Value).WorkflowId, StringComparer.Ordinal);

    /// <summary>Whether more is known of a workflow than what validation, which sees one document only, has said.</summary>
    public bool Overrules(Diagnostic diagnostic) => (diagnostic.Code is DiagnosticCodes.UnknownWorkflow or DiagnosticCodes.WrongSource) && answered.Contains(diagnostic.Location);

    /// <summary>What a reference leads to.</summary>
    public WorkflowTarget Resolve(Text reference)
    {
        if (targets.TryGetValue(reference, out var known))
            return known;
        var target = targets[reference] = Find(reference);
        Say(target switch
        {
            WorkflowTarget.Found found => found.Warning,
            WorkflowTarget.Missing missing => missing.Error,
            _ => null,
        });
        return target;
    }

    /// <summary>
    /// Reads what a step of <paramref name="workflow"/> depends on: a step of the same workflow, one of another of the description, or one
    /// of a workflow of a source (Arazzo 1.1.0, Step Object, <c>dependsOn</c>).
    /// </summary>
    public StepDependency Dependency(Text reference, Workflow workflow)
    {
        var end = reference.Value.StartsWith('$') ? reference.Value.LastIndexOf(Steps, StringComparison.Ordinal) : -1;
        if (end < 0)
            return new StepDependency(reference.Value, null, reference.Value);
        var (path, stepId) = (reference.Value[..end], reference.Value[(end + Steps.Length)..]);
        var workflowId = path.StartsWith(Workflows, StringComparison.Ordinal) ? own.IdOf(path[Workflows.Length..]) : InSource(reference, path, stepId);
        return new StepDependency(reference.Value, workflowId == own.IdOf(workflow.WorkflowId) ? null : workflowId, stepId);
    }

    /// <summary>The id in the flow of the workflow of a source, in which the step should be; the path itself when it leads nowhere.</summary>
    string InSource(Text reference, string path, string stepId)
    {
        // Ids of workflows may hold any character, so that one of the description's own can look like this.
        if (own.Document.Workflow(path) is { } mine)
            return own.IdOf(mine.WorkflowId);
        switch (Find(reference with { Value = path }))
        {
            case WorkflowTarget.Found(var workflowId, _):
                var name = path[Qualifier.Length..].Split('.', 2);
                var workflow = DescriptionOf(own.Document.Source(name[0])!)!.Workflow(name[1])!;
                if (workflow.IndexOf(stepId) < 0)
                {
                    Say(Diagnostic.Error(DiagnosticCodes.UnknownStep, reference.Location,
                        $"The workflow '{name[1]}' of source '{name[0]}' has no step '{stepId}'.", NearestNames.DidYouMean(stepId, workflow.Steps.Select(step => step.StepId))));
                }
                return workflowId;
            case WorkflowTarget.Missing missing:
                Say(missing.Error);
                return path;
            default:
                return path;
        }
    }

    void Say(Diagnostic? diagnostic)
    {
        if (diagnostic is null)
            return;
        diagnostics.Add(diagnostic);
        answered.Add(diagnostic.Location);
    }

    WorkflowTarget Find(Text reference)
    {
        if (own.Document.Workflow(reference.Value) is { } mine)
            return new WorkflowTarget.Found(own.IdOf(mine.WorkflowId));
        if (!reference.Value.StartsWith(Qualifier, StringComparison.Ordinal))
            return reference.Value.StartsWith('$') ? new WorkflowTarget.Missing(null) : Unqualified(reference);
        var rest = reference.Value[Qualifier.Length..];
        var dot = rest.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && own.Document.Source(rest[..dot]) is { } source
            ? InSource(reference, source, rest[(dot + 1)..])
            : new WorkflowTarget.Missing(null);
    }

    WorkflowTarget InSource(Text reference, SourceDescription source, string workflowId)
    {
        var path = SourcePath.Of(own.Path, source.Name);
        if (bundle.Locate(path) is null)
            return new WorkflowTarget.Unavailable(path);
        if (DescriptionOf(source) is not { } description)
        {
            return Missing(DiagnosticCodes.UnknownWorkflow, reference,
                $"The source '{source.Name}' ({source.Url.Value}) is no Arazzo description, so it has no workflow '{workflowId}'.", "An operation is called by 'operationId'.");
        }
        return description.Workflow(workflowId) is not null
            ? new WorkflowTarget.Found(own.IdOf(new SourceWorkflow(source.Name, workflowId))!)
            : Missing(DiagnosticCodes.UnknownWorkflow, reference,
                $"The source '{source.Name}' ({source.Url.Value}) has no workflow '{workflowId}'.",
                NearestNames.DidYouMean(workflowId, description.Workflows.Select(workflow => workflow.WorkflowId)));
    }

    WorkflowTarget Unqualified(Text reference)
    {
        var sources = own.Document.SourceDescriptions.Where(source => source.Type is SourceType.Arazzo or SourceType.Unknown).ToList();
        var having = sources.Where(source => DescriptionOf(source)?.Workflow(reference.Value) is not null).ToList();
        var spellings = string.Join(" or ", having.Select(source => $"{Qualifier}{source.Name}.{reference.Value}"));
        switch (having)
        {
            case [var only] when own.Dialect is Dialect.Lenient:
                return new WorkflowTarget.Found(own.IdOf(new SourceWorkflow(only.Name, reference.Value))!, Diagnostic.Warning(
                    PlanCodes.UnqualifiedWorkflow, reference.Location,
                    $"The workflow '{reference.Value}' is one of source '{only.Name}', which has to be named with it.", $"Write {spellings}."));
            case [_, ..]:
                return Missing(PlanCodes.UnqualifiedWorkflow, reference,
                    $"The description has no workflow '{reference.Value}'; one of a source is named with its source.", $"Write {spellings}.");
            default:
                return sources.Find(source => bundle.Locate(SourcePath.Of(own.Path, source.Name)) is null) is { } unavailable
                    ? new WorkflowTarget.Unavailable(SourcePath.Of(own.Path, unavailable.Name))
                    : sources.Count == 0
                        ? new WorkflowTarget.Missing(null)
                        : Missing(DiagnosticCodes.UnknownWorkflow, reference,
                            $"Neither the description nor one of its sources has a workflow '{reference.Value}'.",
                            NearestNames.DidYouMean(reference.Value, own.Document.Workflows.Select(workflow => workflow.WorkflowId)));
        }
    }

    ArazzoDocument? DescriptionOf(SourceDescription source) =>
        own.Descriptions.TryGetValue(source.Name, out var path) ? descriptions[path] : null;

    static WorkflowTarget.Missing Missing(string code, Text reference, string message, string? hint) =>
        new(Diagnostic.Error(code, reference.Location, message, hint));
}
