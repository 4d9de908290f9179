using ArazzoDurable.Functions.Durability;
using ArazzoDurable.Runtime.Durability;
using Microsoft.DurableTask.Client;

namespace ArazzoDurable.Functions.Tests.Durability;

/// <summary>A wait for an instance while the task hub does not answer.</summary>
public sealed class HubOutageTests
{
    static readonly OrchestrationMetadata Ended = new("Workflow", "one") { RuntimeStatus = OrchestrationRuntimeStatus.Completed };

    [Fact]
    public async Task Wait_outlasts_two_looks_that_are_not_answered()
    {
        (await WaitAsync(2))!.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public async Task Wait_fails_with_the_third_one()
    {
        await Should.ThrowAsync<TimeoutException>(() => WaitAsync(3));
    }

    static async Task<InstanceState?> WaitAsync(int unanswered)
    {
        await using var client = new ScriptedClient(Ended) { Unanswered = unanswered };
        var bound = new BoundClient();
        bound.Use(client);
        return await new DurableInstances(bound, TimeProvider.System).WaitForCompletionAsync("one", default);
    }
}
