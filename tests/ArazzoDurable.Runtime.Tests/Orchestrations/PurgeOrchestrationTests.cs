using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using ArazzoDurable.Runtime.Runs.Control;

namespace ArazzoDurable.Runtime.Tests.Orchestrations;

public sealed class PurgeOrchestrationTests
{
    [Fact]
    public async Task Purge_waits_longer_each_time_for_instances_that_have_not_ended_and_goes_on_as_new()
    {
        var context = new Context([.. Enumerable.Repeat((PurgeProgress?)PurgeProgress.Waiting, 30), PurgeProgress.More, PurgeProgress.Waiting, PurgeProgress.Done]);

        var generations = await context.RunAsync("run");

        generations.ShouldBe(2);
        context.Waits.Take(10).ShouldBe([100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000]);
        context.Waits.Count.ShouldBe(31);
        context.Waits[^2].ShouldBe(30000);
        context.Waits[^1].ShouldBe(100, "what was removed shows that it is at work");
        context.LongestGeneration.ShouldBe(PurgeOrchestration.TurnsPerGeneration);
    }

    [Fact]
    public async Task Purge_whose_activity_gave_way_tries_again_after_a_wait()
    {
        var context = new Context([null, null, PurgeProgress.Done]);

        (await context.RunAsync("run")).ShouldBe(1);

        context.Waits.ShouldBe([100, 200]);
    }

    /// <summary>Gives what an activity comes to, null for a fault, and lets timers fire at once.</summary>
    sealed class Context(IEnumerable<PurgeProgress?> progress) : IOrchestrationContext
    {
        readonly Queue<PurgeProgress?> left = new(progress);
        PurgeInput? next;
        int calls;

        public List<double> Waits { get; } = [];

        public int LongestGeneration { get; private set; }

        public string InstanceId => "p:run";

        public DateTime CurrentUtcDateTime => new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        public bool IsReplaying => false;

        public async Task<int> RunAsync(string runId)
        {
            next = PurgeInput.First(runId);
            for (var generation = 1; ; generation++)
            {
                var input = next;
                (next, calls) = (null, 0);
                var done = await PurgeOrchestration.RunAsync(this, input!);
                done.ShouldBe(next is null);
                if (done)
                    return generation;
            }
        }

        public Task<TResult> CallActivityAsync<TInput, TResult>(string name, TInput input)
        {
            name.ShouldBe(PurgeOrchestration.ActivityName);
            input.ShouldBe((TInput)(object)new PurgeCall("run"));
            LongestGeneration = Math.Max(LongestGeneration, ++calls);
            return left.Dequeue() is { } turn
                ? Task.FromResult((TResult)(object)new PurgeTurn(turn))
                : Task.FromException<TResult>(new TaskFaultedException(name, "System.IO.IOException", "The disk is full."));
        }

        public Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
        {
            Waits.Add((fireAt - CurrentUtcDateTime).TotalMilliseconds);
            return Task.CompletedTask;
        }

        public void ContinueAsNew<TInput>(TInput input) => next = (PurgeInput)(object)input!;

        public Task<TResult> CallSubOrchestratorAsync<TInput, TResult>(string name, TInput input, string instanceId) => throw new NotSupportedException("A purge has no children.");

        public Task<TPayload> WaitForExternalEvent<TPayload>(string eventName) => throw new NotSupportedException("A purge waits for no event.");

        public void SetCustomStatus<TStatus>(TStatus status) => throw new NotSupportedException("A purge publishes nothing.");

        public Guid NewGuid() => throw new NotSupportedException("A purge makes no GUIDs.");
    }
}
