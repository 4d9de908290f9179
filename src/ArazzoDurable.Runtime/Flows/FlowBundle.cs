using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>
/// A flow: a description bundled with the documents it names, immutable, addressed by its content. The same content has the same id,
/// whatever its formatting and whatever the order of its members.
/// </summary>
public sealed class FlowBundle
{
    const int MaxDepth = 256;

    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    FlowBundle(FlowId id, ReadOnlyMemory<byte> bytes, JsonElement root)
    {
        Id = id;
        Bytes = bytes;
        Description = root.GetProperty("arazzo");
        Sources = root.GetProperty("sources").EnumerateObject()
            .ToImmutableSortedDictionary(source => source.Name, source => source.Value, StringComparer.Ordinal);
    }

    FlowBundle(FlowBundle stored, string path, JsonElement document)
    {
        (Id, Bytes, Description, Sources) = (stored.Id, stored.Bytes, stored.Description, stored.Sources);
        if (path.Length == 0)
            Description = document;
        else
            Sources = Sources.SetItem(path, document);
    }

    /// <summary>The address of <see cref="Bytes"/>.</summary>
    public FlowId Id { get; }

    /// <summary>
    /// The canonical bytes: <c>{"arazzo": …, "sources": {"name": …}}</c>. The sources of a source that is an Arazzo description stand beside
    /// it under the path of names, <c>"lib/petstore": …</c>; a document that several name stands once, and the others refer to it by
    /// <c>{"$ref": "#/sources/lib"}</c> or <c>{"$ref": "#/arazzo"}</c>.
    /// </summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The Arazzo description.</summary>
    public JsonElement Description { get; }

    /// <summary>The documents that it and its sources name and that were found, and references to such documents, by path.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Sources { get; }

    /// <summary>The path at which the document stands that a source means, references followed; empty for the description itself, null when it is not there.</summary>
    /// <param name="path">The path of the source.</param>
    public string? Locate(string path)
    {
        if (path.Length == 0)
            return path;
        return Sources.TryGetValue(path, out var entry) ? SourceReference.Is(entry) ? SourceReference.Target(entry) : path : null;
    }

    /// <summary>The document at a path that <see cref="Locate"/> gave.</summary>
    public JsonElement Document(string path) => path.Length == 0 ? Description : Sources[path];

    /// <summary>The flow with another document in a place, for one run of it: its id and its bytes stay those that are stored.</summary>
    internal FlowBundle With(string path, JsonElement document) => new(this, path, document);

    /// <summary>Bundles a description with its sources.</summary>
    /// <exception cref="ArgumentException">An object names a member twice, or a string is not valid Unicode.</exception>
    public static FlowBundle Create(JsonElement description, IEnumerable<KeyValuePair<string, JsonElement>> sources)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { MaxDepth = MaxDepth }))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("arazzo");
            description.WriteTo(writer);
            writer.WriteStartObject("sources");
            foreach (var (name, document) in sources)
            {
                writer.WritePropertyName(name);
                document.WriteTo(writer);
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return FromRoot(Parse(text.WrittenMemory, default));
    }

    /// <summary>Reads a bundle that somebody hands in, in any formatting.</summary>
    /// <param name="json">The bundle as JSON.</param>
    /// <param name="problem">What is wrong with it, in one sentence; null when it is a bundle.</param>
    /// <returns>The bundle; null when <paramref name="json"/> is none.</returns>
    public static FlowBundle? TryRead(ReadOnlyMemory<byte> json, out string? problem)
    {
        try
        {
            var root = Parse(json, Strict);
            problem = Problem(root);
            return problem is null ? FromRoot(root) : null;
        }
        catch (JsonException exception)
        {
            problem = $"The bundle is not JSON: {exception.Message}";
        }
        catch (ArgumentException exception)
        {
            problem = $"The bundle cannot be stored: {exception.Message}";
        }
        return null;
    }

    /// <summary>Opens what a store kept under <paramref name="id"/>.</summary>
    /// <exception cref="FlowCorruptedException">The bytes are not those that the id names.</exception>
    public static FlowBundle Open(FlowId id, ReadOnlyMemory<byte> bytes)
    {
        var found = FlowId.Of(bytes.Span);
        if (found != id)
            throw new FlowCorruptedException(id, $"its bytes are those of {found}");
        try
        {
            var root = Parse(bytes, Strict);
            return Problem(root) is { } problem
                ? throw new FlowCorruptedException(id, problem)
                : new FlowBundle(id, bytes, root);
        }
        catch (JsonException exception)
        {
            throw new FlowCorruptedException(id, "its bytes are not JSON", exception);
        }
    }

    static FlowBundle FromRoot(JsonElement root)
    {
        var bytes = CanonicalJson.Write(root);
        return new FlowBundle(FlowId.Of(bytes), bytes, Parse(bytes, Strict));
    }

    static JsonElement Parse(ReadOnlyMemory<byte> json, JsonDocumentOptions options)
    {
        using var document = JsonDocument.Parse(json, options with { MaxDepth = MaxDepth });
        return document.RootElement.Clone();
    }

    static string? Problem(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("arazzo", out var description) || description.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("sources", out var sources) || sources.ValueKind != JsonValueKind.Object)
        {
            return "a bundle is an object with the objects \"arazzo\" and \"sources\"";
        }
        return root.EnumerateObject().FirstOrDefault(member => member.Name is not ("arazzo" or "sources")) is { Value.ValueKind: not JsonValueKind.Undefined } extra
            ? $"a bundle has no member \"{extra.Name}\""
            : ReferenceProblem(sources);
    }

    static string? ReferenceProblem(JsonElement sources)
    {
        foreach (var entry in sources.EnumerateObject().Where(entry => SourceReference.Is(entry.Value)))
        {
            var target = SourceReference.Target(entry.Value);
            if (target is null || (target.Length > 0 && !(sources.TryGetProperty(target, out var found) && !SourceReference.Is(found))))
                return $"the entry \"{entry.Name}\" of a bundle refers to what is no document of it";
        }
        return null;
    }
}
