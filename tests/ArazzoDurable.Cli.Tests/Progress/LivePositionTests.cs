using ArazzoDurable.Cli.Progress;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Cli.Tests.Progress;

public sealed class LivePositionTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly Walker Walker = new("run", 0, 0, "flow", "workflow", "", 0, IsWholeRun: true);

    readonly ProgressLines lines = new(tellRuns: false);
    readonly LivePosition position = new();

    [Fact]
    public void Poll_is_one_line_until_the_walk_is_at_another_step()
    {
        Visit("poll", 1).ShouldBeEmpty();
        Move(new WalkEvent.Waiting(Walker, "poll", TimeSpan.FromSeconds(2)));
        position.Text(Now + TimeSpan.FromSeconds(0.5)).ShouldBe("poll  GET /state  200  next in 2 s");
        position.Text(Now + TimeSpan.FromSeconds(2)).ShouldBe("poll  GET /state  200");
        Visit("poll", 2).ShouldBeEmpty();

        Visit("score", 1).ShouldBe(["poll  GET /state  200  (visit 2)"]);

        position.Leave().ShouldBe("score  GET /state  200");
        position.Leave().ShouldBeNull();
    }

    [Fact]
    public void Call_under_way_is_shown_with_its_visit()
    {
        Visit("poll", 1);
        Move(new WalkEvent.Sending(Walker, "poll", 2, 1, "GET", "/state"));
        position.Text(Now).ShouldBe("poll  GET /state  (visit 2)");
    }

    [Fact]
    public void Report_is_told_at_once() =>
        Move(new WalkEvent.Reported(Walker, "poll", "it is no number")).ShouldBe("  poll: it is no number");

    List<string> Visit(string stepId, int visit) => [.. new[]
    {
        Move(new WalkEvent.Sending(Walker, stepId, visit, 1, "GET", "/state")),
        Move(new WalkEvent.Attempted(Walker, stepId, visit, 1, new StepResult(true, 200), TimeSpan.Zero)),
    }.OfType<string>()];

    string? Move(WalkEvent happened) => position.Move(happened, lines.Of(happened), Now);
}
