using System.Globalization;
using ArazzoDurable.Language.Diagnostics;
using YamlDotNet.Core;
using Mark = ArazzoDurable.Language.Diagnostics.Mark;

namespace ArazzoDurable.Language.Syntax;

/// <summary>What is to be said about a YAML text.</summary>
static class YamlDiagnostics
{
    public static Diagnostic NotYaml(string text, YamlException exception)
    {
        var mark = new Mark(Math.Max(1, (int)exception.Start.Line), Math.Max(1, (int)exception.Start.Column));
        return exception.Message.Contains(" tab", StringComparison.Ordinal) && IndentingTab(text, mark.Line) is { } tab
            ? Diagnostic.Error(
                DiagnosticCodes.Unreadable, new Location(JsonPointer.Root, tab), "The text is not YAML: the line is indented by a tab.", "Indent with spaces.")
            : Diagnostic.Error(DiagnosticCodes.Unreadable, new Location(JsonPointer.Root, mark), $"The text is not YAML: {exception.Message}");
    }

    public static Diagnostic ControlCharacter(Mark mark, char character) => Diagnostic.Error(
        DiagnosticCodes.Unreadable,
        new Location(JsonPointer.Root, mark),
        string.Create(CultureInfo.InvariantCulture, $"The text holds the control character U+{(int)character:X4}, which YAML does not allow."),
        "Remove it, or escape it in a double-quoted string.");

    public static Diagnostic Empty() => Diagnostic.Error(
        DiagnosticCodes.Unreadable, new Location(JsonPointer.Root, new Mark(1, 1)), "The text is empty; a YAML or JSON document is expected.");

    public static Diagnostic AnotherDocument(Mark mark) => Diagnostic.Error(
        DiagnosticCodes.MultipleDocuments,
        new Location(JsonPointer.Root, mark),
        "A second YAML document begins here; only the first is read.",
        "Keep one document per file.");

    public static Diagnostic AliasCycle(Location location, string name) => Diagnostic.Error(
        DiagnosticCodes.AliasCycle, location, $"The alias '*{name}' stands inside the value that it names.", "Write the value out.");

    public static Diagnostic UnknownAlias(Location location, string name, IEnumerable<string> anchors) => Diagnostic.Error(
        DiagnosticCodes.UnknownAlias, location, $"No anchor '&{name}' comes before the alias '*{name}'.", Spelling.Hint(name, anchors, "*"));

    public static Diagnostic KeyIsNoScalar(Location location, Node key) => Diagnostic.Error(
        DiagnosticCodes.UnsupportedKey,
        location,
        $"A name is expected as the key, but it is {Kinds.Of(key)}; the member is not read.",
        "Quote text that begins with '{', '[' or '?'.");

    public static Diagnostic UnsupportedTag(Location location, string tag) => Diagnostic.Error(
        DiagnosticCodes.UnsupportedTag,
        location,
        $"The tag '{tag}' is not one of those that JSON has values for, or not for this kind of value.",
        "Remove the tag.");

    public static Diagnostic TagDoesNotFit(Location location, string tag) => Diagnostic.Error(
        DiagnosticCodes.UnsupportedTag, location, $"The value is not what its tag '{tag}' says; it is read as a string.", "Remove the tag.");

    public static Diagnostic NotFinite(Location location, string text) => Diagnostic.Warning(
        DiagnosticCodes.NotFinite, location, $"JSON has no number '{text}'; it is read as a string.", $"Write '{text}' in quotes if a string is meant.");

    public static Diagnostic MergeKey(Location location) => Diagnostic.Warning(
        DiagnosticCodes.MergeKey,
        location,
        "The merge key '<<' is of YAML 1.1; it is followed here, but other tools may take it for a member.",
        "Write the members out.");

    public static Diagnostic MergeOfNoMapping(Location location) => Diagnostic.Error(
        DiagnosticCodes.MergeKey, location, "The merge key '<<' takes an object or a list of objects.");

    /// <summary>The first tab among the spaces that begin a line, from the line at which the parser was.</summary>
    static Mark? IndentingTab(string text, int from)
    {
        var line = 1;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            if (line >= from && content.TrimStart(' ') is ['\t', ..])
                return new Mark(line, content.IndexOf('\t') + 1);
            line++;
        }
        return null;
    }
}
