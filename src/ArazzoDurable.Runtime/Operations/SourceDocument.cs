using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Channels;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>
/// An OpenAPI document of a flow: an index of its operations, each of which is read when it is first asked for. So an error in one place
/// of the document matters only to the operations that it touches, and a large document costs what is used of it. Thread-safe.
/// </summary>
public sealed class SourceDocument
{
    static readonly ImmutableArray<string> Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

    readonly ConcurrentDictionary<OperationAddress, Reading> readings = new();
    readonly ILookup<string, OperationAddress> byId;
    readonly Lazy<AsyncApiDocument> channels;

    SourceDocument(string name, JsonElement root, string path, ArazzoDocument? owner)
    {
        Name = name;
        Owner = owner;
        Path = path;
        Root = root;
        channels = new Lazy<AsyncApiDocument>(() => AsyncApiDocument.Of(root));
        Operations = [.. Index(root)];
        byId = Operations.Where(address => address.OperationId is not null).ToLookup(address => address.OperationId!, StringComparer.OrdinalIgnoreCase);
    }

    SourceDocument(string name, SourceDocument same) =>
        (Name, Path, Owner, Root, channels, Operations, byId) = (name, same.Path, same.Owner, same.Root, same.channels, same.Operations, same.byId);

    /// <summary>The name of the source description.</summary>
    public string Name { get; }

    /// <summary>Where it stands in the flow: the name, or for a source of a source the path of names, such as <c>lib/petstore</c>.</summary>
    public string Path { get; }

    /// <summary>The description that brought it into the flow, under the name at the end of the path; null when that is not known.</summary>
    public ArazzoDocument? Owner { get; }

    /// <summary>The document itself.</summary>
    public JsonElement Root { get; }

    /// <summary>Its operations, in the order of the document.</summary>
    internal ImmutableArray<OperationAddress> Operations { get; }

    /// <summary>Indexes a document. One that is no OpenAPI document has no operations.</summary>
    /// <param name="name">The name of the source description.</param>
    /// <param name="root">The document.</param>
    /// <param name="path">Where it stands in the flow; null: under its name.</param>
    /// <param name="owner">The description that brought it into the flow; null when that is not known.</param>
    public static SourceDocument Create(string name, JsonElement root, string? path = null, ArazzoDocument? owner = null) => new(name, root, path ?? name, owner);

    /// <summary>The same document as a source of another name: it is not indexed again.</summary>
    public SourceDocument As(string name) => new(name, this);

    /// <summary>What the document is, told from its members.</summary>
    public SourceType Kind => Root.ValueKind switch
    {
        JsonValueKind.Object when Root.TryGetProperty("openapi", out _) || Root.TryGetProperty("swagger", out _) => SourceType.OpenApi,
        JsonValueKind.Object when Root.TryGetProperty("asyncapi", out _) => SourceType.AsyncApi,
        JsonValueKind.Object when Root.TryGetProperty("arazzo", out _) => SourceType.Arazzo,
        _ => SourceType.Unknown,
    };

    /// <summary>Whether the document is an OpenAPI one, of any version.</summary>
    public bool IsOpenApi => Kind == SourceType.OpenApi;

    /// <summary>What it has as an AsyncAPI document.</summary>
    internal AsyncApiDocument Channels => channels.Value;

    /// <summary>Its security schemes by name.</summary>
    public ImmutableSortedDictionary<string, SecurityScheme> SecuritySchemes => SecurityReader.Schemes(Root);

    /// <summary>The operations with this id, differences in case aside; those that have exactly this id first.</summary>
    internal ImmutableArray<OperationAddress> WithId(string operationId) =>
        [.. byId[operationId].OrderBy(address => !string.Equals(address.OperationId, operationId, StringComparison.Ordinal))];

    /// <summary>The operations of this path, in the order of the document.</summary>
    internal ImmutableArray<OperationAddress> OnPath(string path) =>
        [.. Operations.Where(address => string.Equals(address.Path, path, StringComparison.Ordinal))];

    /// <summary>Reads an operation.</summary>
    /// <returns>The operation; or null and what is wrong with the part of the document that it stands on.</returns>
    internal (Operation? Operation, string? Problem) Read(OperationAddress address)
    {
        var reading = readings.GetOrAdd(address, static (key, document) => OperationReader.Read(key, document), this);
        return (reading.Operation, reading.Problem);
    }

    static IEnumerable<OperationAddress> Index(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("paths", out var paths) || paths.ValueKind != JsonValueKind.Object)
            return [];
        return paths.EnumerateObject()
            .Where(path => path.Name.StartsWith('/'))
            .SelectMany(path => OfPath(root, path.Name, path.Value));
    }

    static IEnumerable<OperationAddress> OfPath(JsonElement root, string path, JsonElement value)
    {
        var item = LocalReference.PathItem(root, value);
        if (item.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var member in item.EnumerateObject())
        {
            if (Methods.Contains(member.Name, StringComparer.Ordinal))
            {
                if (Address(path, member.Name.ToUpperInvariant(), member.Value) is { } address)
                    yield return address;
            }
            else if (member.NameEquals("additionalOperations") && member.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var other in member.Value.EnumerateObject())
                {
                    if (Address(path, other.Name, other.Value) is { } address)
                        yield return address;
                }
            }
        }
    }

    static OperationAddress? Address(string path, string method, JsonElement operation) => operation.ValueKind == JsonValueKind.Object
        ? new OperationAddress(path, method, operation.TryGetProperty("operationId", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null)
        : null;

    internal readonly record struct Reading(Operation? Operation, string? Problem);
}
