using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Tests.Runs;

public sealed class RecordChangesTests
{
    const int Lanes = 64;

    static readonly RunRecord Fresh = new()
    {
        RunId = "run",
        FlowId = "flow",
        WorkflowId = "main",
        Status = RunState.Pending,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Items = new ItemCounts(500, 500, 0, 0, 0, 0),
        MaxConcurrency = Lanes,
        Lanes = RunTransitions.LanesFor(500, Lanes),
    };

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Lanes_that_claim_at_the_same_time_take_each_item_once_whoever_else_writes(int seed)
    {
        using var store = new ContendedRunStore(seed, OthersTouch);
        var records = new RunRecords(store);
        await records.TryCreateAsync(Fresh, default);

        var taken = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => LaneAsync(records, lane, new Random(seed * 1000 + lane))));

        taken.SelectMany(items => items).Order().ShouldBe(Enumerable.Range(0, 500));
        var ended = await records.GetAsync("run", default);
        ended.Items.ShouldBe(new ItemCounts(500, 0, 0, 500, 0, 0));
        ended.Status.ShouldBe(RunState.Success);
        ended.ControlEpoch.ShouldBe(store.Lost);
        // Each write carries many claims; 564 were made.
        store.Replaced.ShouldBeLessThan(300);
    }

    [Fact]
    public async Task Changes_that_wait_are_made_in_one_write_in_the_order_of_asking_and_each_sees_its_own_record()
    {
        var opening = new TaskCompletionSource();
        using var store = new ContendedRunStore(seed: 1, OthersTouch) { Opened = opening.Task };
        var records = new RunRecords(store);
        await records.TryCreateAsync(Fresh, default);

        var asked = Enumerable.Range(1, 100).Select(number => records.ChangeAsync("run", record => record with { Claimed = record.Claimed * 3 % 1009 + number }, default)).ToList();
        opening.SetResult();
        var answers = await Task.WhenAll(asked);

        var expected = 0;
        foreach (var (index, answer) in answers.Index())
            answer.Claimed.ShouldBe(expected = expected * 3 % 1009 + index + 1);
        // The one who asked first did not know of the others.
        store.Replaced.ShouldBe(2);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(12, 11)]
    public async Task Change_that_loses_again_and_again_makes_room_for_others(int losses, int pauses)
    {
        using var store = new ContendedRunStore(seed: 7, OthersTouch) { Loses = losses };
        var time = new PausesAtOnce();
        var records = new RunRecords(store, time);
        await records.TryCreateAsync(Fresh, default);

        (await records.ChangeAsync("run", record => record with { Generation = 1 }, default)).ControlEpoch.ShouldBe(losses);

        store.Lost.ShouldBe(losses);
        time.Pauses.Count.ShouldBe(pauses);
        foreach (var (index, pause) in time.Pauses.Index())
        {
            var longest = TimeSpan.FromMilliseconds(Math.Min(500, 10 << index));
            pause.ShouldBeInRange(longest / 2, longest);
        }
    }

    [Fact]
    public async Task Change_that_always_loses_ends_when_nobody_waits_for_it()
    {
        using var giving = new CancellationTokenSource();
        using var store = new ContendedRunStore(seed: 8, OthersTouch) { Loses = int.MaxValue };
        var time = new PausesAtOnce { At = (5, giving.Cancel) };
        var records = new RunRecords(store, time);
        await records.TryCreateAsync(Fresh, default);

        await Should.ThrowAsync<OperationCanceledException>(() => records.ChangeAsync("run", record => record with { Generation = 1 }, giving.Token));
        store.Loses = 0;
        (await records.ChangeAsync("run", record => record with { Generation = 2 }, default)).Generation.ShouldBe(2);

        store.Lost.ShouldBe(6, "nothing is written for one who has gone");
    }

    [Fact]
    public async Task Caller_who_gives_up_takes_nobody_with_him()
    {
        using var giving = new CancellationTokenSource();
        var opening = new TaskCompletionSource();
        using var store = new ContendedRunStore(seed: 2, OthersTouch) { Opened = opening.Task };
        var records = new RunRecords(store);
        await records.TryCreateAsync(Fresh, default);

        var first = records.ChangeAsync("run", record => record with { Claimed = record.Claimed + 1 }, giving.Token);
        var second = records.ChangeAsync("run", record => record with { Generation = 7 }, default);
        await giving.CancelAsync();
        opening.SetResult();

        await Should.ThrowAsync<OperationCanceledException>(async () => await first);
        (await second).Generation.ShouldBe(7);
        (await records.ChangeAsync("run", record => record, default)).Generation.ShouldBe(7);
    }

    [Fact]
    public async Task Change_that_throws_fails_the_one_who_asked_and_changes_nothing()
    {
        using var store = new ContendedRunStore(seed: 3, OthersTouch);
        var records = new RunRecords(store);
        await records.TryCreateAsync(Fresh, default);

        var before = records.ChangeAsync("run", record => record with { Generation = 1 }, default);
        var broken = records.ChangeAsync("run", _ => throw new FormatException("no"), default);
        var after = records.ChangeAsync("run", record => record with { Claimed = record.Generation + 4 }, default);

        await Should.ThrowAsync<FormatException>(async () => await broken);
        (await before).Generation.ShouldBe(1);
        (await after).Claimed.ShouldBe(5);
    }

    [Fact]
    public async Task Store_that_fails_fails_those_who_wait_and_none_who_come_later()
    {
        using var store = new ContendedRunStore(seed: 4, OthersTouch) { Fails = true };
        var records = new RunRecords(store);
        await records.TryCreateAsync(Fresh, default);

        await Should.ThrowAsync<IOException>(() => records.ChangeAsync("run", record => record with { Generation = 1 }, default));
        (await records.ChangeAsync("run", record => record with { Generation = 2 }, default)).Generation.ShouldBe(2);
        await Should.ThrowAsync<InvalidOperationException>(() => records.ChangeAsync("unknown", record => record, default));
    }

    [Fact]
    public async Task Change_that_changes_nothing_writes_nothing()
    {
        using var store = new ContendedRunStore(seed: 5, OthersTouch);
        var records = new RunRecords(store);
        await records.TryCreateAsync(Fresh, default);

        (await records.ChangeAsync("run", record => record, default)).Items.ShouldBe(Fresh.Items);

        store.Replaced.ShouldBe(0);
    }

    [Fact]
    public async Task Claims_of_a_held_run_write_nothing_until_it_goes_on()
    {
        using var store = new ContendedRunStore(seed: 6, stored => stored);
        var records = new RunRecords(store);
        await records.TryCreateAsync(Fresh.Suspend(), default);

        for (var recheck = 0; recheck < 10; recheck++)
            (await ClaimAsync(records, 1, null)).ClaimedBy(0, 0, 1).ShouldBeNull();
        store.Replaced.ShouldBe(0);

        await records.ChangeAsync("run", record => record.Resume(), default);
        (await ClaimAsync(records, 1, null)).ClaimedBy(0, 0, 1).ShouldBe(0);
        (await ClaimAsync(records, 1, null)).ClaimedBy(0, 0, 1).ShouldBe(0, "delivered again, it gives the same");

        // What was at work is reported while the run is held once more: that is kept, once.
        await records.ChangeAsync("run", record => record.Suspend(), default);
        (await ClaimAsync(records, 2, ItemOutcome.Success)).Items.Success.ShouldBe(1);
        (await ClaimAsync(records, 2, ItemOutcome.Success)).Items.Success.ShouldBe(1);
        (await ClaimAsync(records, 3, null)).Lanes[0].ShouldBe(new LaneClaim(2, null));
        await records.ChangeAsync("run", record => record.Resume(), default);
        (await ClaimAsync(records, 3, null)).ClaimedBy(0, 0, 3).ShouldBe(1);
    }

    static Task<RunRecord> ClaimAsync(RunRecords records, int sequence, ItemOutcome? ended) =>
        records.ChangeAsync("run", before => before.Claim(0, 0, sequence, ended, DateTimeOffset.UnixEpoch), default);

    static ReadOnlyMemory<byte> OthersTouch(ReadOnlyMemory<byte> stored)
    {
        var record = JsonSerializer.Deserialize(stored.Span, RuntimeJson.Default.RunRecord)!;
        return JsonSerializer.SerializeToUtf8Bytes(record with { ControlEpoch = record.ControlEpoch + 1 }, RuntimeJson.Default.RunRecord);
    }

    static async Task<List<int>> LaneAsync(RunRecords records, int lane, Random random)
    {
        var taken = new List<int>();
        for (var sequence = 1; ; sequence++)
        {
            var ended = sequence == 1 ? (ItemOutcome?)null : ItemOutcome.Success;
            var number = sequence;
            var record = await records.ChangeAsync("run", before => before.Claim(0, lane, number, ended, DateTimeOffset.UnixEpoch), default);
            // Delivered again, as after a crash: it gives the same.
            if (random.Next(4) == 0)
                record = await records.ChangeAsync("run", before => before.Claim(0, lane, number, ended, DateTimeOffset.UnixEpoch), default);
            if (record.ClaimedBy(0, lane, sequence) is not { } item)
                return taken;
            taken.Add(item);
        }
    }
}
