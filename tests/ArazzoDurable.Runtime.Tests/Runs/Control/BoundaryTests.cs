using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Tests.Runs.Control;

/// <summary>
/// Every command at every step boundary of a flow of four steps, for a run of one item and for a batch: no call passes the gate after the
/// acknowledgement, counts always add up, and a rerun repeats no completed step and uses fresh keys. At boundary 0 nothing was called; at
/// boundary k the calls of the k-th step are held back by the server.
/// </summary>
public sealed class BoundaryTests
{
    const string FourSteps = """
        operations: {a: POST /a, b: POST /b, c: POST /c, d: POST /d}
        steps: [{stepId: a, operationId: a}, {stepId: b, operationId: b}, {stepId: c, operationId: c}, {stepId: d, operationId: d}]
        """;

    static readonly string[] Paths = ["/a", "/b", "/c", "/d"];

    public static TheoryData<int, int> Boundaries()
    {
        var all = new TheoryData<int, int>();
        foreach (var items in (int[])[1, 12])
        {
            for (var boundary = 0; boundary <= Paths.Length; boundary++)
                all.Add(items, boundary);
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(Boundaries))]
    public async Task Cancelled_run_sends_nothing_more_and_a_rerun_makes_the_calls_that_were_not_made(int items, int boundary)
    {
        await using var run = await BoundaryRun.ReachAsync(FourSteps, items, boundary);

        await run.ShutAsync(RunCommand.Cancel);
        run.Release();
        await run.EndedAsync(RunState.Cancelled);

        run.ShouldHaveCalledUpToTheBoundary();
        await ShouldRerunToSuccessAsync(run);
    }

    [Theory]
    [MemberData(nameof(Boundaries))]
    public async Task Suspended_run_sends_nothing_until_it_is_resumed_and_then_all_that_is_left(int items, int boundary)
    {
        await using var run = await BoundaryRun.ReachAsync(FourSteps, items, boundary);

        (await run.ShutAsync(RunCommand.Suspend)).Status.ShouldBe(RunState.Suspended);
        run.Release();
        if (await run.HeldAsync())
        {
            run.ShouldHaveCalledUpToTheBoundary();
            (await run.OpenAsync(RunCommand.Resume)).Status.ShouldBe(RunState.Running);
        }

        await run.EndedAsync(RunState.Success);
        await ShouldBeWholeAsync(run, generation: 0);
    }

    [Theory]
    [MemberData(nameof(Boundaries))]
    public async Task Suspended_run_that_is_cancelled_ends_at_once_and_sends_nothing(int items, int boundary)
    {
        await using var run = await BoundaryRun.ReachAsync(FourSteps, items, boundary);

        await run.ShutAsync(RunCommand.Suspend);
        run.Release();
        if (!await run.HeldAsync())
            return;
        await run.ShutAsync(RunCommand.Cancel);
        await run.EndedAsync(RunState.Cancelled);

        run.ShouldHaveCalledUpToTheBoundary();
        await ShouldRerunToSuccessAsync(run);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(1, 3)]
    [InlineData(1, 4)]
    [InlineData(12, 1)]
    [InlineData(12, 2)]
    [InlineData(12, 3)]
    [InlineData(12, 4)]
    public async Task Failed_run_that_is_rerun_twice_goes_on_with_the_step_that_failed_each_time(int items, int step)
    {
        await using var run = await BoundaryRun.OpenAsync(FourSteps, items);
        var (first, second) = (Math.Min(items, 3), Math.Min(items, 2));
        run.Bench.Server.Fail(Paths[step - 1], first);
        await run.SubmitAsync();
        (await run.EndedAsync(RunState.Failed)).Items.ShouldBe(new ItemCounts(items, 0, 0, items - first, first, 0));

        run.Bench.Server.Fail(Paths[step - 1], second);
        await run.RerunAsync();
        (await run.EndedAsync(RunState.Failed)).Items.ShouldBe(new ItemCounts(items, 0, 0, items - second, second, 0));
        await run.RerunAsync();
        await run.EndedAsync(RunState.Success);

        await ShouldBeWholeAsync(run, generation: 2, again: (Paths[step - 1], first + second));
    }

    [Fact]
    public async Task Item_that_is_cancelled_before_it_began_in_a_rerun_does_not_tell_the_result_of_the_generation_before()
    {
        await using var run = await BoundaryRun.ReachAsync(FourSteps, 2, 1);
        await run.ShutAsync(RunCommand.Cancel);
        run.Release();
        var before = await run.EndedAsync(RunState.Cancelled);
        var mayClaim = new TaskCompletionSource();
        run.Bench.BeforeClaim = (call, cancelled) => call is { Generation: 1, Lane: 1 } ? mayClaim.Task.WaitAsync(cancelled) : Task.CompletedTask;
        run.Bench.Server.Hold();
        await run.RerunAsync();
        await run.Bench.Server.ReachedAsync(3);

        await run.ShutAsync(RunCommand.Cancel);
        mayClaim.SetResult();
        run.Release();
        var ended = await run.EndedAsync(RunState.Cancelled);

        before.Results!.Value[1].Result.Error!.Message.ShouldNotContain("before this item began", Case.Sensitive);
        ended.Results!.Value[1].Result.Error!.Message.ShouldBe("The run was cancelled before this item began.");
        ended.Results!.Value[1].CompletedAt.ShouldBe((await run.Bench.Services.Records.GetAsync(ended.RunId, CancellationToken.None)).CancelledAt!.Value);
        await ShouldRerunToSuccessAsync(run);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Run_that_ends_before_its_owner_came_to_tell_of_a_command_tells_it_before_its_end(int items)
    {
        await using var run = await BoundaryRun.ReachAsync(FourSteps, items, 4);
        await run.Bench.Services.Records.ChangeAsync(run.RunId, record => record.Suspend(), CancellationToken.None);
        run.Release();

        await run.EndedAsync(RunState.Success);

        (await run.EventsAsync()).OfType<RunEvent.RunSuspended>().Count().ShouldBe(1);
    }

    static async Task ShouldRerunToSuccessAsync(BoundaryRun run)
    {
        var generation = (await run.RecordAsync()).Generation;
        var isLeft = (await run.RecordAsync()).Items.Cancelled > 0;
        (await run.RerunAsync()).Status.ShouldBe(isLeft ? RunState.Running : RunState.Success);
        await run.EndedAsync(RunState.Success);
        await ShouldBeWholeAsync(run, isLeft ? generation + 1 : generation);
    }

    /// <summary>Each step of each item was called once, or once more for each time that it failed, and each call had a key of its own.</summary>
    static async Task ShouldBeWholeAsync(BoundaryRun run, int generation, (string Path, int Times)? again = null)
    {
        (await run.RecordAsync()).Generation.ShouldBe(generation);
        run.Bench.Server.Requests.GroupBy(line => line.Split(' ')[1]).Select(same => (same.Key, same.Count())).Order()
            .ShouldBe(Paths.Select(path => (path, run.Items + (again?.Path == path ? again.Value.Times : 0))));
        run.Bench.Server.Keys.Count.ShouldBe(run.Bench.Server.Requests.Count);
        run.Bench.Server.Keys.ShouldBeUnique();
    }
}
