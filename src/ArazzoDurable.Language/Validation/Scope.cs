using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Validation;

/// <summary>What the rules need: the description, its names in tables, and where to say what is to be said.</summary>
sealed class Scope(ArazzoDocument document, Dialect dialect)
{
    // A hostile description may have a hundred thousand steps, each with a goto: no rule may search a list for each.
    readonly Dictionary<object, Dictionary<string, int>> steps = document.Workflows
        .ToDictionary<Workflow, object, Dictionary<string, int>>(workflow => workflow, PositionsOf, ReferenceEqualityComparer.Instance);

    readonly Dictionary<string, Workflow> workflows = FirstByName(document.Workflows, workflow => workflow.WorkflowId);

    readonly Dictionary<string, SourceDescription> sources = FirstByName(document.SourceDescriptions, source => source.Name);

    public ArazzoDocument Document => document;

    public Dialect Dialect => dialect;

    public List<Diagnostic> Diagnostics { get; } = [];

    /// <summary>The workflows by their ids; of several with one id, the first.</summary>
    public IReadOnlyDictionary<string, Workflow> Workflows => workflows;

    /// <summary>The sources by their names; of several with one name, the first.</summary>
    public IReadOnlyDictionary<string, SourceDescription> Sources => sources;

    /// <summary>A source that may have workflows; null when there is none.</summary>
    public SourceDescription? SourceOfWorkflows { get; } =
        document.SourceDescriptions.FirstOrDefault(source => source.Type is SourceType.Arazzo or SourceType.Unknown);

    /// <summary>The position of a step of the workflow; null when it has no such step.</summary>
    public int? PositionOf(Workflow workflow, string stepId) => steps[workflow].TryGetValue(stepId, out var position) ? position : null;

    public void Error(string code, Location location, string message, string? hint = null) =>
        Diagnostics.Add(Diagnostic.Error(code, location, message, hint));

    public void Warn(string code, Location location, string message, string? hint = null) =>
        Diagnostics.Add(Diagnostic.Warning(code, location, message, hint));

    /// <summary>Says what the lenient dialect reads in its own way and the strict one refuses.</summary>
    public void LenientOnly(string code, Location location, string lenient, string strict, string hint)
    {
        if (dialect == Dialect.Lenient)
            Warn(code, location, lenient, hint);
        else
            Error(code, location, strict, hint);
    }

    static Dictionary<string, int> PositionsOf(Workflow workflow) => workflow.Steps
        .Select((step, position) => (step.StepId, position))
        .DistinctBy(entry => entry.StepId, StringComparer.Ordinal)
        .ToDictionary(entry => entry.StepId, entry => entry.position, StringComparer.Ordinal);

    static Dictionary<string, T> FirstByName<T>(IEnumerable<T> elements, Func<T, string> nameOf) =>
        elements.DistinctBy(nameOf, StringComparer.Ordinal).ToDictionary(nameOf, StringComparer.Ordinal);
}
