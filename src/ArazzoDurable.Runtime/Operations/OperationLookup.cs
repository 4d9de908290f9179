using System.Collections.Immutable;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>What the ways to find an operation share: the sources, the dialect, and how results are worded.</summary>
sealed class OperationLookup(ArazzoDocument document, IEnumerable<SourceDocument> sources, Dialect dialect)
{
    /// <summary>What a reference begins with that names its source.</summary>
    public const string Qualifier = "$sourceDescriptions.";

    readonly ImmutableDictionary<string, SourceDocument> loaded = sources.ToImmutableDictionary(source => source.Name, StringComparer.Ordinal);

    /// <summary>Whether references are read leniently.</summary>
    public bool IsLenient => dialect == Dialect.Lenient;

    /// <summary>The source descriptions that may have operations, in the order of the description.</summary>
    public ImmutableArray<SourceDescription> Declared => field.IsDefault ? field = [.. document.SourceDescriptions.Where(MayHaveOperations)] : field;

    // What no type tells, the document does, if it is there.
    bool MayHaveOperations(SourceDescription source) =>
        source.Type is SourceType.OpenApi || (source.Type is SourceType.Unknown && Loaded(source.Name) is null or { IsOpenApi: true });

    /// <summary>The document of a source; null when it was not found.</summary>
    public SourceDocument? Loaded(string source) => loaded.GetValueOrDefault(source);

    /// <summary>The source whose name <paramref name="text"/> begins with, up to <paramref name="delimiter"/> or the end. The longest one, for names may hold dots.</summary>
    public SourceDescription? AtStart(string text, char delimiter) => document.SourceDescriptions
        .Where(source => text.StartsWith(source.Name, StringComparison.Ordinal) && (text.Length == source.Name.Length || text[source.Name.Length] == delimiter))
        .MaxBy(source => source.Name.Length);

    /// <summary>Reads the operation that was found.</summary>
    public static Resolution Read(Text reference, SourceDocument source, OperationAddress address, ImmutableArray<Diagnostic> warnings)
    {
        var (operation, problem) = source.Read(address);
        if (operation is null)
            return Error(OperationCodes.UnusableOperation, reference, $"The operation {address} of source '{source.Name}' cannot be used: {problem}.");
        return new Resolution.Found(operation, problem is null
            ? warnings
            : warnings.Add(Warning(OperationCodes.OpenApiError, reference, $"The operation {address} of source '{source.Name}' is not described without errors: {problem}.", null)));
    }

    /// <summary>The source that a reference names is not declared.</summary>
    public Resolution UnknownSource(Text reference, string name) => Error(OperationCodes.UnknownSource, reference,
        $"There is no source description '{name}'.", NearestNames.DidYouMean(name, document.SourceDescriptions.Select(source => source.Name)));

    /// <summary>The sources that a reference may mean do not have the operation.</summary>
    public Resolution UnknownOperation(Text reference, string operationId, params ImmutableArray<SourceDescription> searched)
    {
        var ids = searched.Select(source => Loaded(source.Name)).OfType<SourceDocument>()
            .SelectMany(source => source.Operations).Select(operation => operation.OperationId).OfType<string>();
        var places = searched.Select(source => $"source '{source.Name}' ({source.Url.Value})").ToArray();
        var where = places switch
        {
            [] => "in no source, for there is no OpenAPI document among them",
            [var only] => $"not in {only}",
            _ => $"in none of {string.Join(", ", places)}",
        };
        return Error(OperationCodes.UnknownOperation, reference, $"The operation '{operationId}' is {where}.", NearestNames.DidYouMean(operationId, ids));
    }

    public static Resolution Error(string code, Text reference, string message, string? hint = null) =>
        new Resolution.Missing(Diagnostic.Error(code, reference.Location, message, hint));

    public static Diagnostic Warning(string code, Text reference, string message, string? hint) =>
        Diagnostic.Warning(code, reference.Location, message, hint);
}
