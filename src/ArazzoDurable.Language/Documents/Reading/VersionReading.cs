using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Reads which version of the specification a description follows.</summary>
static partial class VersionReading
{
    const string Example = "Write 'arazzo: 1.0.1' or 'arazzo: 1.1.0'.";

    /// <summary>The version; null, with a diagnostic, when it is missing or not known.</summary>
    public static ArazzoVersion? Read(Node root, List<Diagnostic> diagnostics)
    {
        if (root is not Node.Mapping mapping)
            return null;
        var location = new Location(JsonPointer.Root.Append("arazzo"), (mapping["arazzo"] ?? mapping).Mark);
        switch (mapping["arazzo"])
        {
            case null:
                var hint = OtherKind(mapping) is { } kind ? $"This is an {kind} document; name it as a source of an Arazzo description." : Example;
                diagnostics.Add(Diagnostic.Error(
                    DiagnosticCodes.MissingMember, new Location(JsonPointer.Root, mapping.Mark), "An Arazzo description must have 'arazzo', but there is none.", hint));
                return null;
            case Node.Scalar { Value.ValueKind: JsonValueKind.String } scalar:
                return Parse(scalar.Value.GetString()!, location, diagnostics);
            case { } other:
                diagnostics.Add(Diagnostic.Error(
                    DiagnosticCodes.WrongType, location, $"'arazzo' must be a string, but it is {Kinds.Of(other)}.", Example));
                return null;
        }
    }

    static ArazzoVersion? Parse(string text, Location location, List<Diagnostic> diagnostics)
    {
        var match = Version().Match(text);
        if (!match.Success)
        {
            diagnostics.Add(Diagnostic.Error(
                DiagnosticCodes.InvalidValue, location, $"'arazzo' must be a version of three numbers, but it is '{text}'.", Example));
            return null;
        }
        var version = new ArazzoVersion(Part(match, 1), Part(match, 2), Part(match, 3));
        if (version is { Major: 1, Minor: 0 or 1 })
            return version;
        diagnostics.Add(Diagnostic.Error(
            DiagnosticCodes.UnsupportedVersion, location, $"Arazzo 1.0 and 1.1 are known, but the description follows '{text}'.", Example));
        return null;
    }

    static int Part(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    static string? OtherKind(Node.Mapping mapping) => mapping switch
    {
        _ when mapping["openapi"] is not null || mapping["swagger"] is not null => "OpenAPI",
        _ when mapping["asyncapi"] is not null => "AsyncAPI",
        _ => null,
    };

    [GeneratedRegex(@"^([0-9]{1,9})\.([0-9]{1,9})\.([0-9]{1,9})(?:-.+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
