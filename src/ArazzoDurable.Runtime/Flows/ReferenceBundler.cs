using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>
/// Makes a source document self-contained: what it refers to in other files becomes a component of its own, of the kind that the place of
/// the reference asks for. A path item, for which not every version has components, is put in place. References that form a circle end
/// at the component that they began with.
/// </summary>
sealed class ReferenceBundler
{
    const int MaxDepth = 256;

    readonly IReadOnlyDictionary<Uri, JsonElement> files;
    readonly Uri origin;
    readonly JsonObject root;
    readonly bool isVersion2;
    readonly List<Diagnostic> diagnostics = [];
    readonly Dictionary<(Uri File, string Pointer, PieceKind Kind), string> lifted = [];
    readonly HashSet<JsonObject> visited = [];
    readonly HashSet<(Uri File, string Pointer)> open = [];

    ReferenceBundler(JsonElement document, Uri origin, IReadOnlyDictionary<Uri, JsonElement> files)
    {
        this.files = files;
        this.origin = origin;
        root = (JsonObject)Node(document)!;
        isVersion2 = root.ContainsKey("swagger");
    }

    /// <summary>Pulls in what the document refers to.</summary>
    /// <param name="name">The name of the source description.</param>
    /// <param name="document">The document, an object.</param>
    /// <param name="origin">Where it was read.</param>
    /// <param name="files">The files that it refers to, itself included.</param>
    /// <returns>The document, and a warning for each reference that leads nowhere.</returns>
    public static (JsonElement Document, IEnumerable<Diagnostic> Diagnostics) Bundle(
        string name, JsonElement document, Uri origin, IReadOnlyDictionary<Uri, JsonElement> files)
    {
        var bundler = new ReferenceBundler(document, origin, files);
        bundler.Walk(bundler.root, PieceKind.Document, origin, JsonPointer.Root);
        var bytes = JsonSerializer.SerializeToUtf8Bytes((JsonNode)bundler.root, Options);
        return (JsonElement.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth }), bundler.diagnostics.Select(diagnostic => diagnostic with { Source = name }));
    }

    static JsonSerializerOptions Options { get; } = new() { MaxDepth = MaxDepth };

    static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText(), documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth });

    void Walk(JsonObject owner, PieceKind kind, Uri file, JsonPointer at)
    {
        foreach (var name in owner.Select(member => member.Key).ToArray())
        {
            var (memberKind, isMap) = PieceGrammar.Member(kind, name);
            if (memberKind != PieceKind.None)
                WalkMember(owner[name], memberKind, isMap, file, at.Append(name));
        }
    }

    void WalkMember(JsonNode? value, PieceKind kind, bool isMap, Uri file, JsonPointer at)
    {
        switch (value)
        {
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                    WalkMember(list[i], kind, isMap: false, file, at.Append(i));
                break;
            case JsonObject map when isMap:
                foreach (var name in map.Select(member => member.Key).ToArray())
                    WalkMember(map[name], kind, isMap: false, file, at.Append(name));
                break;
            case JsonObject piece:
                Visit(piece, kind, file, at);
                break;
        }
    }

    void Visit(JsonObject piece, PieceKind kind, Uri file, JsonPointer at)
    {
        // What was lifted stands among the components, which are walked too.
        if (!visited.Add(piece))
            return;
        if (piece["$ref"] is JsonValue value && value.TryGetValue<string>(out var reference) && !(file == origin && reference.StartsWith('#')))
            Replace(piece, reference, kind, file, at);
        else
            Walk(piece, kind, file, at);
    }

    void Replace(JsonObject piece, string reference, PieceKind kind, Uri file, JsonPointer at)
    {
        var fragment = Uri.UnescapeDataString(reference.Contains('#', StringComparison.Ordinal) ? reference[(reference.IndexOf('#', StringComparison.Ordinal) + 1)..] : "");
        if (ReferencedFiles.FileOf(reference, file) is not { } target || !files.TryGetValue(target, out var content)
            || !JsonPointer.TryParse(fragment, out var pointer) || pointer.Resolve(content) is not { ValueKind: JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False } found)
        {
            diagnostics.Add(Diagnostic.Warning(SourceCodes.UnresolvedReference, new Location(at, Mark.None),
                $"The reference '{reference}' in {Display(file)} leads nowhere."));
            return;
        }
        if (target == origin)
            piece["$ref"] = "#" + fragment;
        else if (PieceGrammar.Section(kind, isVersion2) is { } section)
            piece["$ref"] = Lift(found, (target, fragment, kind), section, at);
        else
            PutInPlace(piece, found, (target, fragment), kind, at);
    }

    string Lift(JsonElement found, (Uri File, string Pointer, PieceKind Kind) key, string[] section, JsonPointer at)
    {
        if (lifted.TryGetValue(key, out var known))
            return known;
        var components = Section(section);
        var name = UniqueName(components, key.File, key.Pointer);
        lifted[key] = $"#/{string.Join('/', section)}/{name}";
        var piece = Node(found);
        components[name] = piece;
        if (piece is JsonObject value)
            Visit(value, key.Kind, key.File, at);
        return lifted[key];
    }

    void PutInPlace(JsonObject piece, JsonElement found, (Uri File, string Pointer) key, PieceKind kind, JsonPointer at)
    {
        if (Node(found) is not JsonObject content || !open.Add(key))
        {
            diagnostics.Add(Diagnostic.Warning(SourceCodes.UnresolvedReference, new Location(at, Mark.None),
                $"The reference to {Display(key.File)}#{key.Pointer} leads back to itself or to no object."));
            return;
        }
        piece.Remove("$ref");
        foreach (var (name, value) in content.ToArray())
        {
            if (!piece.ContainsKey(name))
                piece[name] = value?.DeepClone();
        }
        visited.Remove(piece);
        Visit(piece, kind, key.File, at);
        open.Remove(key);
    }

    JsonObject Section(string[] tokens)
    {
        var current = root;
        foreach (var token in tokens)
        {
            if (current[token] is not JsonObject next)
                current[token] = next = [];
            current = next;
        }
        return current;
    }

    static string UniqueName(JsonObject components, Uri file, string pointer)
    {
        var last = pointer.Length > 0 ? pointer[(pointer.LastIndexOf('/') + 1)..] : Path.GetFileNameWithoutExtension(file.AbsolutePath);
        var name = new string([.. last.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_')]);
        if (name.Length == 0)
            name = "piece";
        var unique = name;
        for (var i = 2; components.ContainsKey(unique); i++)
            unique = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}_{i}");
        return unique;
    }

    static string Display(Uri file) => file.IsFile ? Path.GetFileName(file.LocalPath) : file.AbsoluteUri;
}
