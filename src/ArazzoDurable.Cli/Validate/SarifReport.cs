using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Cli.Validate;

/// <summary>Findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format).</summary>
static class SarifReport
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes what was found in the documents.</summary>
    public static Task WriteAsync(TextWriter output, IReadOnlyList<CheckedDocument> documents)
    {
        var rules = documents.SelectMany(document => document.Diagnostics).Select(diagnostic => diagnostic.Code)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var results = documents.SelectMany(document => document.Diagnostics.Select(diagnostic => Result(document, diagnostic, rules)));
        var log = new JsonObject
        {
            ["$schema"] = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "arazzo",
                        ["version"] = typeof(SarifReport).Assembly.GetName().Version!.ToString(3),
                        ["rules"] = new JsonArray([.. rules.Select(Rule)]),
                    },
                },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = new JsonArray([.. results]),
            }),
        };
        return output.WriteLineAsync(log.ToJsonString(Indented));
    }

    static JsonObject Rule(string code)
    {
        var rule = new JsonObject { ["id"] = code };
        if (RuleHelp.Of(code) is { } help)
        {
            rule["shortDescription"] = new JsonObject { ["text"] = help.Meaning };
            rule["help"] = new JsonObject { ["text"] = $"Example: {help.Example}. Cure: {help.Cure}", ["markdown"] = $"**Example:** {help.Example}\n\n**Cure:** {help.Cure}" };
        }
        return rule;
    }

    static JsonObject Result(CheckedDocument document, Diagnostic diagnostic, List<string> rules) => new()
    {
        ["ruleId"] = diagnostic.Code,
        ["ruleIndex"] = rules.IndexOf(diagnostic.Code),
        ["level"] = Severities.Word(diagnostic.Severity),
        ["message"] = new JsonObject { ["text"] = diagnostic.Hint is { } hint ? $"{diagnostic.Message} {hint}" : diagnostic.Message },
        ["locations"] = new JsonArray(Place(document.FileOf(diagnostic), diagnostic.Location)),
    };

    static JsonObject Place(string file, Location location)
    {
        var physical = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = Address(file) } };
        if (location.Mark != Mark.None)
            physical["region"] = new JsonObject { ["startLine"] = location.Mark.Line, ["startColumn"] = location.Mark.Column };
        return new JsonObject
        {
            ["physicalLocation"] = physical,
            ["logicalLocations"] = new JsonArray(new JsonObject { ["fullyQualifiedName"] = location.Pointer.ToString() }),
        };
    }

    // Code hosts match relative references with the files of the repository.
    static string Address(string file) => Uri.TryCreate(file, UriKind.Absolute, out var absolute)
        ? absolute.AbsoluteUri
        : string.Join('/', file.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
}
