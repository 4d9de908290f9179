using System.Text.Json;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Tests.Walk;

namespace ArazzoDurable.Runtime.Tests.Runs;

public sealed class RunValuesTests
{
    const int Room = 512;

    [Fact]
    public async Task Value_that_was_too_large_to_remember_for_a_while_is_remembered_as_long_as_others()
    {
        var store = new MemoryRunStore();
        var values = new RunValues(store);
        await values.WriteAsync("values/run/a", JsonElement.Parse("1"), default);
        await values.WriteAsync("values/run/a", JsonElement.Parse($"\"{new string('x', 64 * 1024)}\""), default);
        await values.WriteAsync("values/run/a", JsonElement.Parse("3"), default);
        for (var other = 1; other < Room; other++)
            await values.WriteAsync($"values/run/{other}", JsonElement.Parse("0"), default);
        await store.DeleteAsync("values/", int.MaxValue, default);

        (await values.ReadAsync("values/run/a", default)).GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Value_that_was_not_used_for_longest_leaves_the_memory()
    {
        var store = new MemoryRunStore();
        var values = new RunValues(store);
        for (var one = 0; one < Room; one++)
            await values.WriteAsync($"values/run/{one}", JsonElement.Parse("0"), default);
        await values.ReadAsync("values/run/0", default);
        await values.WriteAsync("values/run/more", JsonElement.Parse("0"), default);
        await store.DeleteAsync("values/", int.MaxValue, default);

        (await values.FindAsync("values/run/1", default)).ShouldBeNull();
        (await values.FindAsync("values/run/0", default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Value_that_is_there_stays_or_gives_way_as_whoever_writes_says()
    {
        var values = new RunValues(new MemoryRunStore());

        (await WriteAsync(1, stays: true)).ShouldBe(1);
        (await WriteAsync(2, stays: true)).ShouldBe(1);
        (await WriteAsync(3, stays: false)).ShouldBe(3);
        (await WriteAsync(4, stays: true)).ShouldBe(3);

        async Task<int> WriteAsync(byte value, bool stays) =>
            (await values.WriteUnlessAsync("results/run/0", new byte[] { value }, _ => stays, default)).Span[0];
    }
}
