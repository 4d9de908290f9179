using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Channels;

/// <summary>
/// What steps can name in an AsyncAPI document: its channels and its operations. AsyncAPI 2.x keeps the ids of operations inside its
/// channels (Operation Object, <c>operationId</c>), 3.x has a map of operations by id. Thread-safe.
/// </summary>
sealed class AsyncApiDocument
{
    static readonly ImmutableArray<string> OperationsOf2 = ["subscribe", "publish"];

    readonly JsonElement root;
    readonly ImmutableHashSet<string> operations;

    AsyncApiDocument(JsonElement root)
    {
        this.root = root;
        Channels = [.. Members(root, "channels").Select(channel => channel.Name)];
        OperationIds = [.. (IsVersion2(root) ? IdsOf2(root) : IdsOf3(root)).Distinct(StringComparer.Ordinal)];
        operations = OperationIds.ToImmutableHashSet(StringComparer.Ordinal);
    }

    /// <summary>The names of its channels, in the order of the document.</summary>
    public ImmutableArray<string> Channels { get; }

    /// <summary>The ids of its operations, in the order of the document.</summary>
    public ImmutableArray<string> OperationIds { get; }

    /// <summary>Indexes a document; one that is no AsyncAPI document, or a broken one, has what can be found in it.</summary>
    public static AsyncApiDocument Of(JsonElement root) => new(root);

    /// <summary>Whether it has an operation with exactly this id.</summary>
    public bool HasOperation(string operationId) => operations.Contains(operationId);

    /// <summary>Whether a channel stands at this place, of the document or of its components.</summary>
    public bool HasChannel(JsonPointer pointer) =>
        pointer.Tokens is ["channels", _] or ["components", "channels", _]
        && pointer.Resolve(root) is { } channel
        && LocalReference.Follow(root, channel).ValueKind == JsonValueKind.Object;

    static bool IsVersion2(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("asyncapi", out var version)
        && version.ValueKind is JsonValueKind.String or JsonValueKind.Number
        && version.ToString().StartsWith('2');

    static IEnumerable<string> IdsOf3(JsonElement root) => Members(root, "operations")
        .Where(operation => LocalReference.Follow(root, operation.Value).ValueKind == JsonValueKind.Object)
        .Select(operation => operation.Name);

    static IEnumerable<string> IdsOf2(JsonElement root) =>
        from channel in Members(root, "channels")
        let item = LocalReference.Follow(root, channel.Value)
        where item.ValueKind == JsonValueKind.Object
        from member in OperationsOf2
        let operation = item.TryGetProperty(member, out var found) ? LocalReference.Follow(root, found) : default
        where operation.ValueKind == JsonValueKind.Object
        let id = operation.TryGetProperty("operationId", out var given) ? given : default
        where id.ValueKind == JsonValueKind.String
        select id.GetString()!;

    static IEnumerable<JsonProperty> Members(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var map) && map.ValueKind == JsonValueKind.Object
            ? map.EnumerateObject()
            : [];
}
