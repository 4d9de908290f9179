using System.Globalization;
using System.Text.Json;

namespace ArazzoDurable.Cli.Items;

/// <summary>
/// Reads the items of <c>--inputs</c>: a JSON object, an array of objects, or an object in each line. Nothing it says quotes a value: it may
/// be secret.
/// </summary>
static class ItemFileReader
{
    /// <summary>What stands for the standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>How many bytes a file of inputs may have.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    const string Option = "--inputs";
    const string Expected = "expected an object with a member for each input, an array of such objects, or one such object in each line";

    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; <see cref="StandardInput"/>: what comes in.</param>
    /// <param name="io">Has the standard input.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandFailedException">It is not there, too large, no JSON, or holds what is no object.</exception>
    public static async Task<ItemFile> ReadAsync(string path, CommandIo io, CancellationToken cancellationToken)
    {
        if (path == StandardInput)
        {
            await using var input = io.In();
            return Read(await GivenFile.ReadAsync(Option, "the standard input", input, MaxBytes, cancellationToken), "the standard input", isLines: false);
        }
        GivenFile.Check(Option, path);
        var isLines = Path.GetExtension(path) is ".jsonl" or ".ndjson";
        return Read(await GivenFile.ReadAsync(Option, path, MaxBytes, cancellationToken), $"'{path}'", isLines);
    }

    static ItemFile Read(byte[] bytes, string name, bool isLines)
    {
        var text = bytes.AsMemory(bytes.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0);
        if (isLines)
            return Lines(text, name);
        if (TryParse(text, out var problem) is { } whole)
            return whole.ValueKind is JsonValueKind.Array ? Array(whole, name) : new ItemFile([new ItemInput(Object(whole, name), name)], IsList: false);
        return SplitLines(text).FirstOrDefault() is { Text: var first } && TryParse(first, out _) is not null
            ? Lines(text, name)
            : throw new CommandFailedException($"{Option}: {name} {problem}; {Expected}.");
    }

    static ItemFile Array(JsonElement array, string name) => new([.. array.EnumerateArray().Select((item, index) => Element(item, index, name))], IsList: true);

    static ItemInput Element(JsonElement item, int index, string name)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"item {index} of {name}");
        return new ItemInput(Object(item, place), place);
    }

    static ItemFile Lines(ReadOnlyMemory<byte> text, string name) => new([.. SplitLines(text).Select(line => Line(line.Text, line.Number, name))], IsList: true);

    static ItemInput Line(ReadOnlyMemory<byte> text, int number, string name)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"line {number} of {name}");
        return TryParse(text, out var problem) is { } item
            ? new ItemInput(Object(item, place), place)
            : throw new CommandFailedException($"{Option}: {place} {problem}; expected an object with a member for each input in each line.");
    }

    static JsonElement Object(JsonElement item, string place) => item.ValueKind is JsonValueKind.Object
        ? item
        : throw new CommandFailedException($"{Option}: {place} holds no object; expected an object with a member for each input.");

    /// <summary>The lines that are not blank, numbered from 1.</summary>
    static IEnumerable<(ReadOnlyMemory<byte> Text, int Number)> SplitLines(ReadOnlyMemory<byte> text)
    {
        for (var number = 1; text.Length > 0; number++)
        {
            var end = text.Span.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (line.Span.ContainsAnyExcept(" \t\r"u8))
                yield return (line, number);
        }
    }

    /// <summary>The value of a text; null when it is no JSON.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">What is wrong with it, said of it; empty when nothing is.</param>
    static JsonElement? TryParse(ReadOnlyMemory<byte> text, out string problem)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            problem = "";
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            problem = exception switch
            {
                // Found when all else is right, without a place.
                { LineNumber: null } => "has an object that names a member twice",
                { LineNumber: > 0 and var line, BytePositionInLine: var column } => string.Create(CultureInfo.InvariantCulture, $"is not JSON from line {line + 1}, column {column + 1} on"),
                { BytePositionInLine: var column } => string.Create(CultureInfo.InvariantCulture, $"is not JSON from column {column + 1} on"),
            };
            return null;
        }
    }
}
