using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>The flows beside the runs, in the same store.</summary>
/// <param name="store">Where they are kept.</param>
public sealed class StoredFlows(IRunStore store) : IFlowStore
{
    const string Prefix = "flows/";

    /// <inheritdoc/>
    public async Task<bool> PutAsync(FlowBundle bundle, CancellationToken cancellationToken) =>
        await store.TryCreateAsync(Key(bundle.Id), bundle.Bytes, cancellationToken) is not null;

    /// <inheritdoc/>
    public async Task<FlowBundle?> GetAsync(FlowId id, CancellationToken cancellationToken) =>
        await store.ReadAsync(Key(id), cancellationToken) is { } stored ? FlowBundle.Open(id, stored.Value) : null;

    /// <inheritdoc/>
    public async Task<FlowPage> ListAsync(int top, string? continuationToken, CancellationToken cancellationToken)
    {
        var after = FlowId.TryParse(continuationToken, out var last) ? Key(last) : null;
        var keys = await store.ListKeysAsync(Prefix, after, top, cancellationToken);
        var ids = keys.Select(key => FlowId.TryParse(key[Prefix.Length..], out var id) ? id : default);
        return new FlowPage([.. ids], keys.Count == top ? keys[^1][Prefix.Length..] : null);
    }

    static string Key(FlowId id) => Prefix + id.Digest;
}
