using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>Each source is what its description says that it is; what it really is counts.</summary>
static class SourceChecks
{
    /// <summary>A warning for each source of another kind than its <c>type</c> says.</summary>
    public static IEnumerable<Diagnostic> Check(ArazzoDocument document, IEnumerable<SourceDocument> loaded) =>
        from source in loaded
        let described = document.Source(source.Name)
        where described is not null && described.Type is not SourceType.Unknown && source.Kind is not SourceType.Unknown && described.Type != source.Kind
        select Diagnostic.Warning(
            PlanCodes.SourceType, described.Location.At("type"),
            $"Source '{source.Name}' is described as '{Word(described.Type)}', but it is an {Name(source.Kind)} document, and is read as one.",
            $"Write 'type: {Word(source.Kind)}'.");

    static string Word(SourceType type) => Name(type).ToLowerInvariant();

    static string Name(SourceType type) => type switch
    {
        SourceType.OpenApi => "OpenAPI",
        SourceType.AsyncApi => "AsyncAPI",
        SourceType.Arazzo => "Arazzo",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
