using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>
/// A source and a JSON Pointer into its document, as <c>operationPath</c> and <c>channelPath</c> have them. Documents write the source as
/// <c>{$sourceDescriptions.name.url}</c>, which is the standard form, as <c>$sourceDescriptions.name</c>, or as the bare name.
/// </summary>
/// <param name="Source">What is written before the <c>#</c>.</param>
/// <param name="Name">The name of the source in it; empty when there is none.</param>
/// <param name="Pointer">What follows the <c>#</c>.</param>
/// <param name="IsStandard">Whether the source is named in the standard form.</param>
sealed record SourcePointer(string Source, string Name, string Pointer, bool IsStandard)
{
    /// <summary>Takes a path apart; null when it has no <c>#</c>.</summary>
    public static SourcePointer? Parse(Text reference)
    {
        var hash = reference.Value.IndexOf('#', StringComparison.Ordinal);
        if (hash < 0)
            return null;
        var source = reference.Value[..hash];
        var name = NameIn(source, out var isStandard);
        return new SourcePointer(source, name, reference.Value[(hash + 1)..], isStandard);
    }

    /// <summary>The standard form.</summary>
    public static string Standard(string source, string pointer) => $"{{{OperationLookup.Qualifier}{source}.url}}#{pointer}";

    static string NameIn(string text, out bool isStandard)
    {
        isStandard = text.StartsWith('{') && text.EndsWith(".url}", StringComparison.Ordinal);
        var inner = text.TrimStart('{').TrimEnd('}');
        if (!inner.StartsWith(OperationLookup.Qualifier, StringComparison.Ordinal))
        {
            isStandard = false;
            return inner;
        }
        var name = inner[OperationLookup.Qualifier.Length..];
        return name.EndsWith(".url", StringComparison.Ordinal) ? name[..^".url".Length] : name;
    }
}
