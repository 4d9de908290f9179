using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ArazzoDurable.Functions.Tests.Durability;

/// <summary>A client that tells of instances as they are written down, and fails when it is to start one or to raise an event.</summary>
/// <param name="told">The instances, one for each time that is asked; the last one stays.</param>
sealed class ScriptedClient(params OrchestrationMetadata?[] told) : DurableTaskClient("scripted")
{
    int asked;

    /// <summary>How many looks at an instance are not answered, the first ones.</summary>
    public int Unanswered { get; init; }

    /// <summary>What was asked for.</summary>
    public List<OrchestrationQuery> Queries { get; } = [];

    public override Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        asked++ < Unanswered ? throw new TimeoutException("The hub is out of reach.") : Task.FromResult(told[Math.Min(asked - 1 - Unanswered, told.Length - 1)]);

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default) => throw new TimeoutException("The hub is out of reach.");

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        throw new TimeoutException("The hub is out of reach.");

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        Queries.Add(filter!);
        return new NoInstances();
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    sealed class NoInstances : AsyncPageable<OrchestrationMetadata>
    {
        public override async IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
        {
            await Task.CompletedTask;
            yield return new Page<OrchestrationMetadata>([], null);
        }
    }
}
