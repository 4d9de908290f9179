using ArazzoDurable.Cli.Progress.Items;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Tests.Progress;

public sealed class ItemsPositionTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly ItemsPosition position = new();

    [Fact]
    public void Items_are_counted_as_they_begin_wait_and_end()
    {
        Move(new ItemMove.Counted(new ItemCounts(8, 8, 0, 0, 0, 0), RunState.Pending));
        Text().ShouldBe("0 of 8 done  8 to come");

        Move(new ItemMove.Began(0), new ItemMove.Began(1), new ItemMove.Began(2), new ItemMove.Waits(1, Now + TimeSpan.FromSeconds(2.5)));
        Text().ShouldBe("0 of 8 done  2 running  1 waiting (next in 3 s)  5 to come");

        Move(new ItemMove.Works(1), new ItemMove.Ended(0, ItemOutcome.Success), new ItemMove.Ended(1, ItemOutcome.Failed));
        Text().ShouldBe("2 of 8 done  1 running  5 to come  1 failed");
        position.Text(Now, withBar: true).ShouldBe("━━━━━━──────────────────  2 of 8 done  1 running  5 to come  1 failed");
    }

    [Fact]
    public void Suspended_run_says_so()
    {
        Move(new ItemMove.Counted(new ItemCounts(4, 2, 1, 1, 0, 0), RunState.Suspended));
        Text().ShouldBe("1 of 4 done  suspended  1 running  2 to come");
    }

    [Fact]
    public void Only_item_is_shown_by_its_step()
    {
        Move(new ItemMove.Counted(ItemCounts.OneRunning, RunState.Running));
        Text().ShouldBe("starting");
        position.Move(new ItemMove.At("poll", "poll  200")).ShouldBeNull();
        Move(new ItemMove.Waits(0, Now + TimeSpan.FromSeconds(2)));
        Text().ShouldBe("poll  200  next in 2 s");
        position.Move(new ItemMove.At("poll", "poll  200  (visit 2)")).ShouldBeNull();
        position.Move(new ItemMove.At("score", "score  200")).ShouldBe("poll  200  (visit 2)");
    }

    string Text() => position.Text(Now, withBar: false);

    void Move(params IEnumerable<ItemMove> moves)
    {
        foreach (var move in moves)
            position.Move(move).ShouldBeNull();
    }
}
