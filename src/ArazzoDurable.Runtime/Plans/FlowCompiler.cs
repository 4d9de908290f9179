using System.Collections.Immutable;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Operations;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>Makes a flow ready to walk: each of its descriptions by itself, with its own sources, components and version.</summary>
public static class FlowCompiler
{
    /// <summary>Compiles a stored flow.</summary>
    /// <param name="bundle">The flow; its descriptions have been read before without errors.</param>
    /// <param name="dialect">How to read them; null: each by its version.</param>
    /// <exception cref="InvalidOperationException">The root cannot be read.</exception>
    public static FlowPlan Compile(FlowBundle bundle, Dialect? dialect) => Compile(bundle, Read(bundle), dialect);

    /// <summary>Compiles a flow whose descriptions were read before, so that diagnostics have their places in the texts.</summary>
    /// <param name="bundle">The flow.</param>
    /// <param name="descriptions">Its descriptions by their paths; the root's is empty.</param>
    /// <param name="dialect">How to read them; null: each by its version.</param>
    public static FlowPlan Compile(FlowBundle bundle, IReadOnlyDictionary<string, ArazzoDocument> descriptions, Dialect? dialect)
    {
        var workflows = ImmutableArray.CreateBuilder<WorkflowPlan>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        // Any number of sources may mean one document.
        var indexed = new Dictionary<string, SourceDocument>(StringComparer.Ordinal);
        foreach (var (path, document) in descriptions.OrderBy(description => description.Key, StringComparer.Ordinal))
        {
            var own = new DescriptionPlan
            {
                Path = path,
                Document = document,
                Dialect = dialect ?? document.Version.DefaultDialect,
                Descriptions = Located(bundle, path, document).Where(source => descriptions.ContainsKey(source.Path)).ToImmutableDictionary(source => source.Name, source => source.Path, StringComparer.Ordinal),
            };
            var sources = Located(bundle, path, document).Select(source => Indexed(indexed, bundle, descriptions, source.Name, source.Path));
            var (compiled, said) = PlanCompiler.Compile(own, bundle.Document(path), sources, new WorkflowResolver(bundle, descriptions, own));
            workflows.AddRange(compiled);
            diagnostics.AddRange(path.Length == 0 ? said : said.Select(diagnostic => diagnostic with { Source = path }));
        }
        diagnostics.AddRange(Doubles(workflows));
        return new FlowPlan
        {
            FlowId = bundle.Id,
            Descriptions = [.. workflows.Select(workflow => workflow.Description).DistinctBy(description => description.Path, StringComparer.Ordinal)],
            AllWorkflows = ImplicitDependencies.Add(workflows.ToImmutable()),
            AwaitedSteps = Awaited(workflows),
            Sources = Sources(bundle, descriptions),
            Diagnostics = diagnostics.ToImmutable(),
        };
    }

    static SourceDocument Indexed(
        Dictionary<string, SourceDocument> indexed, FlowBundle bundle, IReadOnlyDictionary<string, ArazzoDocument> descriptions, string name, string path)
    {
        if (!indexed.TryGetValue(path, out var document))
            indexed[path] = document = SourceDocument.Create(name, bundle.Document(path), path, descriptions.GetValueOrDefault(SourcePath.Owner(path)));
        return document.As(name);
    }

    /// <summary>The documents of a description's sources: their names, and where they stand.</summary>
    static IEnumerable<(string Name, string Path)> Located(FlowBundle bundle, string owner, ArazzoDocument document) =>
        from source in document.SourceDescriptions.DistinctBy(source => source.Name, StringComparer.Ordinal)
        let path = bundle.Locate(SourcePath.Of(owner, source.Name))
        where path is not null
        select (source.Name, path);

    static FlowSources Sources(FlowBundle bundle, IReadOnlyDictionary<string, ArazzoDocument> descriptions) => new(
        descriptions.SelectMany(description => description.Value.SourceDescriptions, (description, source) => SourcePath.Of(description.Key, source.Name))
            .Distinct(StringComparer.Ordinal)
            .ToImmutableSortedDictionary(path => path, path => bundle.Locate(path) ?? path, StringComparer.Ordinal));

    // Ids of workflows may hold any character, so that one of the root can be spelt as one of another description.
    static IEnumerable<Diagnostic> Doubles(IEnumerable<WorkflowPlan> workflows) => workflows
        .GroupBy(workflow => workflow.WorkflowId, StringComparer.Ordinal)
        .Where(same => same.Select(workflow => workflow.Description.Path).Distinct(StringComparer.Ordinal).Skip(1).Any())
        .Select(same => Diagnostic.Error(
            DiagnosticCodes.DuplicateId, same.First().Workflow.Location, $"The id '{same.Key}' is also that of a workflow in another description of the flow.", "Give it another id."));

    static ImmutableHashSet<string> Awaited(IEnumerable<WorkflowPlan> workflows) => workflows
        .SelectMany(workflow => workflow.Steps)
        .SelectMany(step => step.DependsOn)
        .Where(dependency => dependency.WorkflowId is not null)
        .Select(dependency => StepDependency.Key(dependency.WorkflowId!, dependency.StepId))
        .ToImmutableHashSet(StringComparer.Ordinal);

    static Dictionary<string, ArazzoDocument> Read(FlowBundle bundle)
    {
        var root = ArazzoReader.Read(RunValues.Bytes(bundle.Description)).Document
            ?? throw new InvalidOperationException($"The description of flow {bundle.Id} cannot be read.");
        var descriptions = new Dictionary<string, ArazzoDocument>(StringComparer.Ordinal) { [SourcePath.Root] = root };
        var ahead = new Queue<string>([SourcePath.Root]);
        while (ahead.TryDequeue(out var owner))
        {
            foreach (var (_, path) in Located(bundle, owner, descriptions[owner]).Where(source => !descriptions.ContainsKey(source.Path)))
            {
                // A source that is no description is none that can be read as one, or one of a flow that was stored before it had to be.
                if (!bundle.Document(path).TryGetProperty("arazzo", out _) || ArazzoReader.Read(RunValues.Bytes(bundle.Document(path))).Document is not { } document)
                    continue;
                descriptions[path] = document;
                ahead.Enqueue(path);
            }
        }
        return descriptions;
    }
}
