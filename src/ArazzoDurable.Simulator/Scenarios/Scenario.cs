using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Scenarios;

/// <summary>
/// The answers of the simulated APIs as far as they are written down. Each operation goes through its answers in order, and does so
/// anew for each set of path values: a second run that polls another id sees the same sequence from its start.
/// </summary>
/// <param name="Scripts">The operations with answers.</param>
public sealed record Scenario(ImmutableArray<Script> Scripts)
{
    const int ListedCandidates = 10;

    /// <summary>Nothing written down.</summary>
    public static Scenario Empty { get; } = new(ImmutableArray<Script>.Empty);

    /// <summary>
    /// Reads a scenario file, YAML or JSON in UTF-8: an object with <c>operations</c>, which has for each operation one answer or a list
    /// of answers, each an object of <c>status</c>, <c>body</c>, <c>headers</c>, <c>times</c> and <c>delay</c> (decimal seconds).
    /// </summary>
    public static ScenarioReading Read(ReadOnlyMemory<byte> utf8) => ScenarioReader.Read(utf8);

    /// <summary>An error for each operation that none of the <paramref name="sources"/> has, with what may have been meant.</summary>
    /// <param name="sources">The OpenAPI documents by source name.</param>
    public ImmutableArray<Diagnostic> Check(IReadOnlyDictionary<string, JsonElement> sources)
    {
        var operations = sources.OrderBy(source => source.Key, StringComparer.Ordinal)
            .SelectMany(source => OperationReader.Read(source.Key, source.Value)).ToImmutableArray();
        return [.. Scripts.Where(script => !operations.Any(operation => script.Closeness(operation) > 0)).Select(script => Unknown(script, operations))];
    }

    /// <summary>The script that names <paramref name="operation"/> most closely; null when none does.</summary>
    internal Script? For(Operation operation) =>
        Scripts.Where(script => script.Closeness(operation) > 0).MaxBy(script => script.Closeness(operation));

    static Diagnostic Unknown(Script script, ImmutableArray<Operation> operations)
    {
        var names = operations.Select(operation => operation.Name).Distinct(StringComparer.Ordinal).ToList();
        var hint = Spelling.Hint(script.Operation, names.Concat(operations.Select(operation => operation.Route)))
            ?? (names.Count == 0 ? "The sources have no operations." : $"There are: {string.Join(", ", names.Take(ListedCandidates))}{(names.Count > ListedCandidates ? ", …" : "")}.");
        return Diagnostic.Error("scenario-unknown-operation", script.Location, $"No source has an operation '{script.Operation}'.", hint);
    }
}
