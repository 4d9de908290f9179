using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Reads the Arazzo Specification Object, the Info Object and the Source Description Objects.</summary>
static partial class RootReading
{
    static readonly ImmutableArray<(string, SourceType)> SourceTypesOf10 = [("openapi", SourceType.OpenApi), ("arazzo", SourceType.Arazzo)];

    static readonly ImmutableArray<(string, SourceType)> SourceTypesOf11 = [.. SourceTypesOf10, ("asyncapi", SourceType.AsyncApi)];

    public static ArazzoDocument? Read(Node root, List<Diagnostic> diagnostics)
    {
        var version = VersionReading.Read(root, diagnostics);
        var context = new ReadContext(version is not { IsAtLeast11: false }, diagnostics);
        if (ObjectReader.Open(root, JsonPointer.Root, "an Arazzo description", context) is not { } reader)
            return null;
        // Any other kind of document would only be told, member by member, that it is no description.
        if (version is null && reader.Optional("workflows") is null)
            return null;
        reader.Optional("arazzo");
        reader.Optional("$schema");
        var withComponents = context with { Components = ComponentsReading.Read(reader, context) };
        var document = new ArazzoDocument
        {
            Version = version ?? new ArazzoVersion(1, 1, 0),
            Self = reader.Of11("$self") ? Self(reader, context) : null,
            Info = Info(reader, context),
            SourceDescriptions = reader.List("sourceDescriptions", (node, at) => Source(node, at, context), isRequired: true, needsEntry: true),
            Workflows = reader.List("workflows", (node, at) => WorkflowReading.Read(node, at, withComponents), isRequired: true, needsEntry: true),
            Components = withComponents.Components,
            Location = reader.Location,
            Extensions = reader.Finish(),
        };
        return version is null || document.Workflows.IsEmpty ? null : document;
    }

    static Text? Self(ObjectReader reader, ReadContext context)
    {
        var self = reader.OptionalText("$self");
        if (self is not null && self.Value.Contains('#', StringComparison.Ordinal))
        {
            context.Error(
                DiagnosticCodes.InvalidValue,
                self.Location,
                "'$self' must be a URI reference without a fragment, but it has one.",
                "Leave out what follows the '#'.");
        }
        return self is null ? null : UriReferences.Check(self, "$self", context);
    }

    static Info Info(ObjectReader root, ReadContext context)
    {
        if (root.Required("info") is not { } node || ObjectReader.Open(node, root.Location.Pointer.Append("info"), "an info object", context) is not { } reader)
            return new Info { Title = "", Version = "", Location = root.Location };
        return new Info
        {
            Title = reader.RequiredString("title"),
            Version = reader.RequiredString("version"),
            Summary = reader.OptionalString("summary"),
            Description = reader.OptionalString("description"),
            Location = reader.Location,
            Extensions = reader.Finish(),
        };
    }

    static SourceDescription? Source(Node node, JsonPointer pointer, ReadContext context)
    {
        if (ObjectReader.Open(node, pointer, "a source description", context) is not { } reader)
            return null;
        var name = reader.RequiredName("name", isError: true);
        if (name.Value.Length > 0 && !SourceName().IsMatch(name.Value))
        {
            context.Error(
                DiagnosticCodes.InvalidName,
                name.Location,
                $"The name of a source description must consist of letters, digits, '_' and '-', but it is '{name.Value}'.");
        }
        return new SourceDescription
        {
            Name = name.Value,
            Url = UriReferences.Check(reader.RequiredText("url"), "url", context),
            Type = reader.Choice("type", context.Is11 ? SourceTypesOf11 : SourceTypesOf10, "asyncapi") ?? SourceType.Unknown,
            Location = reader.Location,
            Extensions = reader.Finish(),
        };
    }

    [GeneratedRegex(@"^[A-Za-z0-9_\-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex SourceName();
}
