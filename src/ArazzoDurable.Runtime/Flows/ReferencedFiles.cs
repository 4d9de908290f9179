using System.Text.Json;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>The files that a document refers to, and those that they refer to in turn.</summary>
static class ReferencedFiles
{
    /// <summary>How many files one source may refer to.</summary>
    const int MaxFiles = 1_000;

    static readonly Uri Anywhere = new("https://document.invalid/");

    /// <summary>Reads them. A file that cannot be had or read is missing from the result.</summary>
    /// <param name="root">The document.</param>
    /// <param name="origin">Where it was read.</param>
    /// <param name="load">Reads a file; answers null when it cannot be had or must not be read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<IReadOnlyDictionary<Uri, JsonElement>> LoadAsync(
        JsonElement root, Uri origin, Func<Uri, CancellationToken, Task<byte[]?>> load, CancellationToken cancellationToken)
    {
        var files = new Dictionary<Uri, JsonElement> { [origin] = root };
        var seen = new HashSet<Uri> { origin };
        var waiting = new Queue<Uri>(External(root, origin).Where(seen.Add));
        while (waiting.TryDequeue(out var uri) && files.Count <= MaxFiles)
        {
            if (await load(uri, cancellationToken).ConfigureAwait(false) is not { } bytes || SyntaxReader.Read(bytes).Root is not { } node)
                continue;
            files[uri] = NodeJson.ToElement(node);
            foreach (var next in External(files[uri], uri).Where(seen.Add))
                waiting.Enqueue(next);
        }
        return files;
    }

    /// <summary>Whether a value holds a reference to another file, at any depth.</summary>
    public static bool HasExternal(JsonElement value) => External(value, Anywhere).Any();

    /// <summary>The file that a reference in the file <paramref name="origin"/> leads to, without its fragment; null when it is no URL.</summary>
    public static Uri? FileOf(string reference, Uri origin) =>
        Uri.TryCreate(origin, reference.Split('#', 2)[0], out var uri) ? new Uri(uri.GetLeftPart(UriPartial.Query)) : null;

    static IEnumerable<Uri> External(JsonElement value, Uri origin)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                return value.EnumerateArray().SelectMany(item => External(item, origin));
            case JsonValueKind.Object:
                var nested = value.EnumerateObject().SelectMany(member => External(member.Value, origin));
                return value.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String
                    && !reference.GetString()!.StartsWith('#') && FileOf(reference.GetString()!, origin) is { } file
                    ? nested.Prepend(file)
                    : nested;
            default:
                return [];
        }
    }
}
