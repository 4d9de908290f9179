using System.Collections.Immutable;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>What the ways to find an operation share: the sources, the dialect, and how results are worded.</summary>
sealed class OperationLookup
{
    /// <summary>What a reference begins with that names its source.</summary>
    public const string Qualifier = "$sourceDescriptions.";

    // Of a list of many sources nobody reads more.
    const int MostPlaces = 5;

    const int MostHints = 100;

    readonly ArazzoDocument document;
    readonly ImmutableDictionary<string, SourceDocument> loaded;
    readonly Lazy<ImmutableArray<SourceDocument>> unqualified;
    readonly Lazy<SourceDescription?> unavailable;
    int hints;

    public OperationLookup(ArazzoDocument document, IEnumerable<SourceDocument> sources, Dialect dialect)
    {
        this.document = document;
        loaded = sources.ToImmutableDictionary(source => source.Name, StringComparer.Ordinal);
        IsLenient = dialect == Dialect.Lenient;
        unqualified = new Lazy<ImmutableArray<SourceDocument>>(() => [.. Declared.Select(source => Loaded(source.Name)).OfType<SourceDocument>()]);
        unavailable = new Lazy<SourceDescription?>(() => Declared.FirstOrDefault(source => Loaded(source.Name) is null));
        Declared = [.. document.SourceDescriptions.Where(source => KindOf(source) is not SourceType.Arazzo)];
        Asynchronous = [.. document.SourceDescriptions.Where(source => KindOf(source) is SourceType.AsyncApi)];
    }

    /// <summary>Whether references are read leniently.</summary>
    public bool IsLenient { get; }

    /// <summary>The source descriptions that may have operations, in the order of the description.</summary>
    public ImmutableArray<SourceDescription> Declared { get; }

    /// <summary>The source descriptions that have channels, in the order of the description.</summary>
    public ImmutableArray<SourceDescription> Asynchronous { get; }

    /// <summary>The documents in which an operation may be that does not name its source.</summary>
    public ImmutableArray<SourceDocument> Searched => unqualified.Value;

    /// <summary>A source that may have operations and was not found; null when there is none.</summary>
    public SourceDescription? Unavailable => unavailable.Value;

    /// <summary>What is to be said of a name among these; after many such hints nothing, for each takes a look at all names.</summary>
    public string? DidYouMean(string name, IEnumerable<string> names) =>
        Interlocked.Increment(ref hints) <= MostHints ? NearestNames.DidYouMean(name, names) : null;

    /// <summary>The name by which the description knows the source of an operation.</summary>
    public string NameOf(Operation operation) => Searched.First(source => string.Equals(source.Path, operation.Source, StringComparison.Ordinal)).Name;

    /// <summary>What a source is: told from its document where it was found, else by its description.</summary>
    public SourceType KindOf(SourceDescription source) => Loaded(source.Name)?.Kind is { } kind and not SourceType.Unknown ? kind : source.Type;

    /// <summary>The document of a source; null when it was not found.</summary>
    public SourceDocument? Loaded(string source) => loaded.GetValueOrDefault(source);

    /// <summary>The source whose name <paramref name="text"/> begins with, up to a dot or the end. The longest one, for names may hold dots.</summary>
    public SourceDescription? AtStart(string text, StringComparison comparison = StringComparison.Ordinal) => document.SourceDescriptions
        .Where(source => text.StartsWith(source.Name, comparison) && (text.Length == source.Name.Length || text[source.Name.Length] == '.'))
        .MaxBy(source => source.Name.Length);

    /// <summary>
    /// Resolves what is named in a source: in the one of exactly this name, else, leniently, in one whose name differs in case only.
    /// </summary>
    public Resolution In(Text reference, string name, Func<SourceDescription, Resolution> resolve)
    {
        if (document.Source(name) is { } exact)
            return resolve(exact);
        var message = $"There is no source description '{name}'.";
        var names = document.SourceDescriptions.Select(source => source.Name);
        var near = document.SourceDescriptions.FirstOrDefault(source => string.Equals(source.Name, name, StringComparison.OrdinalIgnoreCase));
        if (near is null)
            return Error(OperationCodes.UnknownSource, reference, message, DidYouMean(name, names));
        var warning = Warning(OperationCodes.SourceCase, reference, $"{message} There is one that differs in case only.", $"Write '{near.Name}'.");
        return IsLenient ? resolve(near).With(warning) : new Resolution.Missing(warning);
    }

    /// <summary>Reads the operation that was found.</summary>
    public Resolution Read(Text reference, SourceDocument source, OperationAddress address, ImmutableArray<Diagnostic> warnings)
    {
        var (operation, problem) = source.Read(address);
        if (operation is null)
            return Error(OperationCodes.UnusableOperation, reference, $"The operation {address} of source '{source.Name}' cannot be used: {problem}.");
        return new Resolution.Found(ServerBase.Resolve(operation, document, source), problem is null
            ? warnings
            : warnings.Add(Warning(OperationCodes.OpenApiError, reference, $"The operation {address} of source '{source.Name}' is not described without errors: {problem}.", null)));
    }

    /// <summary>The sources that a reference may mean do not have the operation.</summary>
    public Resolution UnknownOperation(Text reference, string operationId, params ImmutableArray<SourceDescription> searched)
    {
        var places = searched.Take(MostPlaces).Select(source => $"source '{source.Name}' ({source.Url.Value})").ToArray();
        var where = places switch
        {
            [] => "in no source, for there is no document with operations among them",
            [var only] => $"not in {only}",
            _ => $"in none of {string.Join(", ", places)}{(searched.Length > MostPlaces ? $" and {searched.Length - MostPlaces} more" : "")}",
        };
        return Error(OperationCodes.UnknownOperation, reference, $"The operation '{operationId}' is {where}.", DidYouMean(operationId, Ids(searched)));
    }

    IEnumerable<string> Ids(ImmutableArray<SourceDescription> searched) => searched.Select(source => Loaded(source.Name)).OfType<SourceDocument>()
        .SelectMany(source => source.Kind is SourceType.AsyncApi ? source.Channels.OperationIds : source.Operations.Select(operation => operation.OperationId).OfType<string>());

    public static Resolution Error(string code, Text reference, string message, string? hint = null) =>
        new Resolution.Missing(Diagnostic.Error(code, reference.Location, message, hint));

    public static Diagnostic Warning(string code, Text reference, string message, string? hint) =>
        Diagnostic.Warning(code, reference.Location, message, hint);
}
