using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk.Checkpoints;

/// <summary>Keeps the checkpoints of walks that ended without success, and finds them again.</summary>
/// <param name="values">Where they are kept.</param>
sealed class CheckpointStore(RunValues values)
{
    /// <summary>Keeps the checkpoint of a walk; gives its key.</summary>
    public async Task<string> WriteAsync(Walker walker, WalkState checkpoint, CancellationToken cancellationToken)
    {
        var key = KeyOf(walker);
        await values.ReplaceAsync(key, JsonSerializer.SerializeToUtf8Bytes(checkpoint, RuntimeJson.Default.WalkState), cancellationToken);
        return key;
    }

    /// <summary>The checkpoint under a key that a checkpoint named.</summary>
    public async Task<WalkState> ReadAsync(string key, CancellationToken cancellationToken) =>
        Read(await values.FindBytesAsync(key, cancellationToken) ?? throw new InvalidOperationException($"The checkpoint '{key}' is not in the store."));

    /// <summary>
    /// The checkpoint from which the root of an item goes on: that of the last generation before its own that left one; null when none
    /// did. A generation leaves none when the item was cancelled before it began.
    /// </summary>
    public async Task<WalkState?> OfItemAsync(Walker root, CancellationToken cancellationToken)
    {
        for (var generation = root.Generation - 1; generation >= 0; generation--)
        {
            if (await values.FindBytesAsync(KeyOf(root with { Generation = generation }), cancellationToken) is { } found)
                return Read(found);
        }
        return null;
    }

    /// <summary>The state that a walker begins with: for a branch that is walked again, its own in the place of its workflow's.</summary>
    public async Task<WalkState> OfBranchAsync(Walker walker, WalkState state, CancellationToken cancellationToken)
    {
        if (walker.Branch is not { } stepId || state.WayOn is not WayOn.Wave(var branches))
            return state;
        return branches.First(branch => branch.StepId == stepId).Checkpoint is { } key
            ? await ReadAsync(key, cancellationToken) with { VisitsUsed = state.VisitsUsed, Deadline = state.Deadline }
            : state with { WayOn = null };
    }

    static WalkState Read(ReadOnlyMemory<byte> stored) => JsonSerializer.Deserialize(stored.Span, RuntimeJson.Default.WalkState)
        ?? throw new InvalidOperationException("A checkpoint in the store is empty.");

    static string KeyOf(Walker walker) => RunKeys.Checkpoint(
        walker.RunId, walker.Item, walker.Generation.ToString(CultureInfo.InvariantCulture), walker.Path, walker.Branch ?? "");
}
