using System.Text.Unicode;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Syntax;

/// <summary>
/// Reads YAML 1.2 and JSON (RFC 8259). A text that begins with <c>{</c> or <c>[</c> and is JSON is read as JSON, any other as YAML with
/// the scalars of its core schema. A byte order mark at the start is skipped. YAML 1.1 merge keys (<c>&lt;&lt;</c>) are followed, with a warning.
/// </summary>
public static class SyntaxReader
{
    /// <summary>Reads a text in UTF-8.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="limits">How much to read at most; null: <see cref="SyntaxLimits.Default"/>.</param>
    /// <returns>The value and what is to be said about it. Nothing that a text can hold makes this throw.</returns>
    public static SyntaxResult Read(ReadOnlyMemory<byte> utf8, SyntaxLimits? limits = null)
    {
        limits ??= SyntaxLimits.Default;
        if (utf8.Length > limits.Bytes)
            return Refused(DiagnosticCodes.LimitBytes, new Mark(1, 1), $"The text has {utf8.Length} bytes; at most {limits.Bytes} are read.", null);
        var text = utf8.Span.StartsWith("\uFEFF"u8) ? utf8.Span[3..] : utf8.Span;
        if (!Utf8.IsValid(text))
            return Refused(DiagnosticCodes.Unreadable, MarkCounter.OfInvalid(text), "The text is not UTF-8 from here on.", "Save the document as UTF-8.");
        return BeginsLikeJson(text) ? ReadJsonElseYaml(text, limits) : YamlNodeReader.Read(text, limits);
    }

    static SyntaxResult ReadJsonElseYaml(ReadOnlySpan<byte> text, SyntaxLimits limits)
    {
        if (JsonNodeReader.Read(text, limits, out var result))
            return result;
        // Flow-style YAML begins like JSON. When it is neither, the author most likely meant JSON.
        var yaml = YamlNodeReader.Read(text, limits);
        return yaml.Root is null && yaml.Diagnostics[^1].Code == DiagnosticCodes.Unreadable ? result : yaml;
    }

    static bool BeginsLikeJson(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    static SyntaxResult Refused(string code, Mark mark, string message, string? hint) =>
        new(null, [Diagnostic.Error(code, new Location(JsonPointer.Root, mark), message, hint)]);
}
