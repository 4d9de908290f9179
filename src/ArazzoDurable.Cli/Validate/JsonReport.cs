using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArazzoDurable.Cli.Validate;

/// <summary>Findings as JSON: a list of files, each with its diagnostics.</summary>
static partial class JsonReport
{
    /// <summary>Writes what was found in the documents.</summary>
    public static Task WriteAsync(TextWriter output, IReadOnlyList<CheckedDocument> documents) =>
        output.WriteLineAsync(JsonSerializer.Serialize([.. documents.Select(Entry)], ReportJson.Default.FileEntryArray));

    static FileEntry Entry(CheckedDocument document) => new(document.File, [.. document.Diagnostics.Select(diagnostic =>
    {
        var (pointer, mark) = diagnostic.Location;
        return new DiagnosticEntry(
            diagnostic.Code, Severities.Word(diagnostic.Severity), pointer.ToString(), mark.Line, mark.Column, diagnostic.Message, diagnostic.Hint, diagnostic.Source);
    })]);

    /// <summary>A file.</summary>
    internal sealed record FileEntry(string File, DiagnosticEntry[] Diagnostics);

    /// <summary>A diagnostic; line and column are 0 when its place in the text is not known.</summary>
    internal sealed record DiagnosticEntry(
        string Code, string Severity, string Pointer, int Line, int Column, string Message, string? Hint, string? Source);

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
    [JsonSerializable(typeof(FileEntry[]))]
    sealed partial class ReportJson : JsonSerializerContext;
}
