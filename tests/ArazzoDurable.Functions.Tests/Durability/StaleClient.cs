using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ArazzoDurable.Functions.Tests.Durability;

/// <summary>A client of a hub that lists instances as they are written down, and removes those that are not gone.</summary>
/// <param name="lists">The lists, one for each time that is asked; the last one stays.</param>
/// <param name="gone">The instances that are listed, and gone.</param>
sealed class StaleClient(string[][] lists, string[] gone) : DurableTaskClient("stale")
{
    readonly Lock gate = new();
    readonly TaskCompletionSource together = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int present;

    /// <summary>How often a list was asked for.</summary>
    public int Listed { get; private set; }

    public ConcurrentBag<string> Removed { get; } = [];

    /// <summary>So many must come before the first one is answered.</summary>
    public int Together { get; init; } = 1;

    public int MostAtOnce { get; private set; }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new OnePage([.. lists[Math.Min(Listed++, lists.Length - 1)].Select(id => new OrchestrationMetadata("Echo", id))]);

    public override async Task<PurgeResult> PurgeInstanceAsync(string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++present);
            if (present >= Together)
                together.TrySetResult();
        }
        await together.Task.WaitAsync(cancellation);
        lock (gate)
            present--;
        if (gone.Contains(instanceId))
            return new PurgeResult(0);
        Removed.Add(instanceId);
        return new PurgeResult(1);
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    sealed class OnePage(IReadOnlyList<OrchestrationMetadata> all) : AsyncPageable<OrchestrationMetadata>
    {
        public override async IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
        {
            await Task.CompletedTask;
            yield return new Page<OrchestrationMetadata>(all, null);
        }
    }
}
