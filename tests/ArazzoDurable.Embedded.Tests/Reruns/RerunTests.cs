using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Embedded.Tests.Reruns;

public sealed class RerunTests
{
    const string FourSteps = """
        [{"workflowId": "main", "outputs": {"a": "$steps.a.outputs.x", "d": "$steps.d.outputs.x"}, "steps": [
          {"stepId": "a", "operationId": "a", "outputs": {"x": "$response.body#/x"} }, {"stepId": "b", "operationId": "b"},
          {"stepId": "c", "operationId": "c"}, {"stepId": "d", "operationId": "d", "outputs": {"x": "$response.body#/x"} } ] }]
        """;

    const string Nested = """
        [{"workflowId": "main", "outputs": {"x": "$steps.run.outputs.x"}, "steps": [
          {"stepId": "a", "operationId": "a"}, {"stepId": "run", "workflowId": "sub", "outputs": {"x": "$outputs.x"} } ] },
         {"workflowId": "sub", "outputs": {"x": "$steps.c.outputs.x"}, "steps": [
          {"stepId": "b", "operationId": "b"}, {"stepId": "c", "operationId": "c", "outputs": {"x": "$response.body#/x"} } ] }]
        """;

    static readonly string[] All = ["/a", "/b", "/c", "/d"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Rerun_of_a_failed_run_repeats_no_completed_step_and_uses_fresh_keys(int failing)
    {
        await using var bench = new FlowBench();
        await bench.OpenAsync();
        bench.Server.Fail(All[failing], 1);
        var runId = await bench.SubmitAsync(FourSteps);
        (await bench.EndAsync(runId)).Status.ShouldBe(RunState.Failed);

        var accepted = (await bench.Runs.CommandAsync(runId, RunCommand.Rerun, default)).ShouldBeOfType<CommandOutcome.Accepted>();

        accepted.Status.CompletedAt.ShouldBeNull();
        await ShouldSucceedAsync(bench, runId);
        bench.Server.Paths.ShouldBe([.. All[..(failing + 1)], .. All[failing..]]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Rerun_of_a_cancelled_run_makes_the_calls_that_were_not_made(int boundary)
    {
        await using var bench = new FlowBench();
        await bench.OpenAsync();
        bench.BeforeTurn = (turn, runId) => turn == boundary ? bench.ControlAsync(runId, record => record.Cancel(DateTimeOffset.UnixEpoch)) : Task.CompletedTask;
        var runId = await bench.SubmitAsync(FourSteps);
        (await bench.EndAsync(runId)).Status.ShouldBe(RunState.Cancelled);
        bench.Server.Paths.ShouldBe(All[..boundary]);

        (await bench.Runs.CommandAsync(runId, RunCommand.Rerun, default)).ShouldBeOfType<CommandOutcome.Accepted>();

        await ShouldSucceedAsync(bench, runId);
        bench.Server.Paths.ShouldBe(All);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Rerun_of_a_run_that_was_held_and_failed_then_goes_on_with_the_step_that_failed(int boundary)
    {
        await using var bench = new FlowBench();
        await bench.OpenAsync();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.BeforeTurn = async (turn, runId) =>
        {
            if (turn != boundary)
                return;
            await bench.ControlAsync(runId, RunTransitions.Suspend);
            held.SetResult();
        };
        bench.Server.Fail(All[boundary], 1);
        var runId = await bench.SubmitAsync(FourSteps);
        await held.Task.WaitAsync(Bench.Patience);
        bench.Server.Paths.ShouldBe(All[..boundary]);
        (await bench.Runs.CommandAsync(runId, RunCommand.Rerun, default)).ShouldBeOfType<CommandOutcome.Conflict>().Status.Status.ShouldBe(RunState.Suspended);
        await bench.ControlAsync(runId, RunTransitions.Resume);
        (await bench.EndAsync(runId)).Status.ShouldBe(RunState.Failed);

        (await bench.Runs.CommandAsync(runId, RunCommand.Rerun, default)).ShouldBeOfType<CommandOutcome.Accepted>();

        await ShouldSucceedAsync(bench, runId);
        bench.Server.Paths.ShouldBe([.. All[..(boundary + 1)], .. All[boundary..]]);
    }

    [Fact]
    public async Task Rerun_of_a_run_that_succeeded_is_a_conflict_and_of_no_run_is_told()
    {
        await using var bench = new FlowBench();
        await bench.OpenAsync();
        var runId = await bench.SubmitAsync(FourSteps);
        await ShouldSucceedAsync(bench, runId);

        (await bench.Runs.CommandAsync(runId, RunCommand.Rerun, default)).ShouldBeOfType<CommandOutcome.Conflict>().Message.ShouldContain("submit it anew", Case.Sensitive);

        (await bench.Runs.CommandAsync("0", RunCommand.Rerun, default)).ShouldBeOfType<CommandOutcome.UnknownRun>();
        bench.Server.Paths.ShouldBe(All);
    }

    [Fact]
    public async Task Reruns_asked_for_at_once_are_one()
    {
        await using var bench = new FlowBench();
        await bench.OpenAsync();
        bench.Server.Fail("/b", 1);
        var runId = await bench.SubmitAsync(FourSteps);
        await bench.EndAsync(runId);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => bench.Runs.CommandAsync(runId, RunCommand.Rerun, default))));

        outcomes.OfType<CommandOutcome.Accepted>().Count().ShouldBe(1);
        await ShouldSucceedAsync(bench, runId);
        bench.Server.Paths.ShouldBe(["/a", "/b", "/b", "/c", "/d"]);
    }

    [Fact]
    public async Task Host_that_dies_at_any_commit_of_a_run_and_its_rerun_leaves_the_same_calls()
    {
        foreach (var point in Enum.GetValues<CommitPoint>())
        {
            var commit = 0;
            do
                commit++;
            while (await DiesAsync(point, commit));
            commit.ShouldBeGreaterThan(15);
        }
    }

    /// <summary>Fails a nested flow and walks it again on a host that dies at a commit, and on another one after it; tells whether it came so far.</summary>
    static async Task<bool> DiesAsync(CommitPoint point, long commit)
    {
        await using var bench = new FlowBench();
        bench.Server.Fail("/c", 1);
        await bench.OpenAsync((at, count) => at == point && count == commit);
        var host = bench.Host;
        var driven = DriveAsync(bench);
        await Task.WhenAny(driven, host.WriterEnded).WaitAsync(Bench.Patience);
        var isDead = !driven.IsCompletedSuccessfully;
        if (isDead)
        {
            host.WriterEnded.IsCompleted.ShouldBeTrue(driven.Exception?.ToString());
            await bench.KillAsync();
            await bench.RecoverAsync();
            await DriveAsync(bench).WaitAsync(Bench.Patience);
        }
        // What was sent twice had the same key, so that the server carried it out once.
        bench.Server.Paths.ShouldBe(["/a", "/b", "/c", "/c"], $"{point} {commit}");
        return isDead;
    }

    static async Task DriveAsync(FlowBench bench)
    {
        var runId = (await bench.OnlyRunAsync())?.RunId ?? await bench.SubmitAsync(Nested);
        var status = await bench.EndAsync(runId);
        if (status.Status is RunState.Failed)
        {
            (await bench.Runs.CommandAsync(runId, RunCommand.Rerun, default)).ShouldBeOfType<CommandOutcome.Accepted>();
            status = await bench.EndAsync(runId);
        }
        status.Status.ShouldBe(RunState.Success, status.Results?.FirstOrDefault()?.Result.Error?.Message);
        status.Results!.Value.Single().Result.Value!.Value.GetRawText().ShouldBe("""{"x":"c"}""");
        (await bench.OnlyRunAsync())!.Generation.ShouldBe(1);
    }

    static async Task ShouldSucceedAsync(FlowBench bench, string runId)
    {
        var status = await bench.EndAsync(runId);
        status.Status.ShouldBe(RunState.Success, status.Results?.FirstOrDefault()?.Result.Error?.Message);
        status.CompletedAt.ShouldNotBeNull();
        status.Items.ShouldBe(new ItemCounts(1, 0, 0, 1, 0, 0));
        status.Results!.Value.Single().Result.Value!.Value.GetRawText().ShouldBe("""{"a":"a","d":"d"}""");
        bench.Server.CarriedOut.Select(call => call.Key).ShouldBeUnique();
        bench.Server.Arrived.ShouldBe(bench.Server.CarriedOut.Count);
    }
}
