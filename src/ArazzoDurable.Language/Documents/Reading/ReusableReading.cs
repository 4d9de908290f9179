using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Resolves the Reusable Object. Members besides its own are ignored, as the specification asks.</summary>
static class ReusableReading
{
    public static bool IsReusable(Node node) => node is Node.Mapping mapping && mapping["reference"] is not null;

    /// <summary>The component that the object refers to; null, with a diagnostic, when there is none.</summary>
    public static (Text Reference, T Found)? Resolve<T>(ObjectReader reader, string section, ImmutableDictionary<string, T> components, ReadContext context)
        where T : Element
    {
        if (reader.OptionalText("reference") is not { } reference)
            return null;
        var prefix = $"$components.{section}.";
        var name = reference.Value.StartsWith(prefix, StringComparison.Ordinal) ? reference.Value[prefix.Length..] : null;
        if (name is not null && components.TryGetValue(name, out var found))
            return (reference, found);
        var message = name is null
            ? $"A reference to a component here must begin with '{prefix}', but it is '{reference.Value}'."
            : $"There is no component '{name}' in 'components.{section}'.";
        var meant = name ?? reference.Value[(reference.Value.LastIndexOf('.') + 1)..].TrimEnd('}');
        // Names are compared in their order, so that of two equally close ones the same is always proposed.
        context.Error(DiagnosticCodes.UnknownComponent, reference.Location, message, Spelling.Hint(meant, components.Keys.Order(StringComparer.Ordinal), prefix));
        return null;
    }
}
