using System.Collections.Immutable;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>Finds the operations that steps call.</summary>
/// <param name="operations">The operations, each with the name that the description has for its source.</param>
sealed class OperationFinder(IEnumerable<(string Source, Operation Operation)> operations)
{
    const string Qualifier = "$sourceDescriptions.";

    readonly ImmutableArray<(string Source, Operation Operation)> operations = [.. operations];

    /// <summary>The operation; null when there is none.</summary>
    internal Operation? Find(StepTarget target) => target switch
    {
        StepTarget.OperationId(var reference) => ById(reference.Value),
        StepTarget.OperationPath(var reference) => ByPath(reference.Value),
        _ => null,
    };

    Operation? ById(string id)
    {
        if (!id.StartsWith(Qualifier, StringComparison.Ordinal))
            return Named(operations.Select(entry => entry.Operation), id);
        // The source's name may hold dots, and so may the id.
        return operations.Select(entry => entry.Source).Distinct(StringComparer.Ordinal).OrderByDescending(source => source.Length)
            .Where(source => id.StartsWith($"{Qualifier}{source}.", StringComparison.Ordinal))
            .Select(source => Named(Of(source), id[(Qualifier.Length + source.Length + 1)..]))
            .FirstOrDefault();
    }

    IEnumerable<Operation> Of(string source) => operations.Where(entry => entry.Source == source).Select(entry => entry.Operation);

    static Operation? Named(IEnumerable<Operation> among, string id)
    {
        var list = among.ToList();
        return list.Find(operation => operation.OperationId == id)
            ?? list.Find(operation => string.Equals(operation.OperationId, id, StringComparison.OrdinalIgnoreCase));
    }

    Operation? ByPath(string text)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        if (hash < 0)
            return ById(text.Trim('{', '}'));
        var source = text[..hash].Trim('{', '}');
        if (source.StartsWith(Qualifier, StringComparison.Ordinal))
            source = source[Qualifier.Length..];
        if (source.EndsWith(".url", StringComparison.Ordinal))
            source = source[..^".url".Length];
        var tokens = text[(hash + 1)..].Split('/').Select(Unescaped).ToList();
        if (tokens is not ["", "paths", var path, ..])
            return null;
        var found = Of(source).Where(operation => operation.Path.Text == path).ToList();
        return tokens is [_, _, _, var method] ? found.Find(operation => string.Equals(operation.Method, method, StringComparison.OrdinalIgnoreCase)) : found.FirstOrDefault();
    }

    static string Unescaped(string token) => Uri.UnescapeDataString(token)
        .Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
