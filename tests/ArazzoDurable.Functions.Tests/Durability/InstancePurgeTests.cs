using ArazzoDurable.Functions.Durability;

namespace ArazzoDurable.Functions.Tests.Durability;

/// <summary>Purges of instances in a hub whose lists are behind.</summary>
public sealed class InstancePurgeTests
{
    [Fact]
    public async Task Instances_that_were_gone_already_are_not_counted_and_more_is_looked_for()
    {
        var client = new StaleClient([["a", "b", "c", "d"], ["e"]], gone: ["a", "b"]);

        (await Instances(client).PurgeAsync("", 4, default)).ShouldBe(3);

        client.Listed.ShouldBe(2);
        client.Removed.ShouldBe(["c", "d", "e"], ignoreOrder: true);
    }

    [Fact]
    public async Task Hub_that_lists_what_it_does_not_remove_is_told_instead_of_turned_round_in()
    {
        var client = new StaleClient([["a", "b"]], gone: ["a", "b"]);

        (await Should.ThrowAsync<IOException>(() => Instances(client).PurgeAsync("", 2, default))).Message.ShouldContain("'a'");
    }

    [Fact]
    public async Task List_that_is_behind_for_a_moment_is_looked_at_again()
    {
        var client = new StaleClient([["a"], ["a"], []], gone: ["a"]);

        (await Instances(client).PurgeAsync("a", 1, default)).ShouldBe(0);
    }

    [Fact]
    public async Task Several_are_removed_at_the_same_time()
    {
        var ids = Enumerable.Range(0, 100).Select(number => $"{number}").ToArray();
        var client = new StaleClient([ids], gone: []) { Together = DurableInstances.PurgedAtOnce };

        (await Instances(client).PurgeAsync("", 256, default).WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe(100);

        client.MostAtOnce.ShouldBe(DurableInstances.PurgedAtOnce);
    }

    static DurableInstances Instances(StaleClient client)
    {
        var bound = new BoundClient();
        bound.Use(client);
        return new DurableInstances(bound, TimeProvider.System);
    }
}
