using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Tests.Model;

/// <summary>Sequences that once did not agree with the model.</summary>
public sealed class RunsModelRegressionTests
{
    [Fact]
    public Task Rerun_of_an_only_item_tells_that_it_started() => Play.RunAsync(
    [
        new Operation.PutFlow(0),
        new Operation.Submit(0, 1, 1, null, false),
        new Operation.ReleaseAll(0, false),
        new Operation.Steer(0, RunCommand.Rerun),
    ]);

    [Fact]
    public Task Listing_of_running_runs_leaves_out_a_suspended_one() => Play.RunAsync(
    [
        new Operation.PutFlow(0),
        new Operation.Submit(0, 1, 1, null, false),
        new Operation.Steer(0, RunCommand.Suspend),
        new Operation.List(RunState.Running, null, 1),
        new Operation.List(RunState.Suspended, null, 1),
    ]);

    [Fact]
    public Task Key_of_a_deleted_run_is_free_for_another_request() => Play.RunAsync(
    [
        new Operation.PutFlow(0),
        new Operation.Submit(0, 0, 1, 1, false),
        new Operation.Steer(0, RunCommand.Delete),
        new Operation.Submit(0, 6, 3, 1, true),
    ]);

    [Fact]
    public async Task Cancel_that_meets_the_first_look_of_a_batch_is_told_before_the_end()
    {
        for (var again = 0; again < 20; again++)
            await Play.RunAsync([new Operation.PutFlow(0), new Operation.SubmitAnd(3, 2, RunCommand.Cancel)]);
    }

    [Fact]
    public async Task Resume_that_meets_the_end_of_a_run_is_told_before_the_end()
    {
        for (var again = 0; again < 10; again++)
        {
            await Play.RunAsync(
            [
                new Operation.PutFlow(0),
                new Operation.Submit(0, 2, 2, null, true),
                new Operation.Release(0, 0, true),
                new Operation.ReleaseAnd(0, false, RunCommand.Suspend),
            ]);
        }
    }

    [Fact]
    public async Task Lane_that_was_held_before_a_restart_goes_on_when_the_run_does()
    {
        for (var again = 0; again < 5; again++)
        {
            await Play.RunAsync(
            [
                new Operation.PutFlow(0),
                new Operation.Submit(0, 4, 3, 1, false),
                new Operation.Steer(0, RunCommand.Suspend),
                new Operation.Release(3, 0, true),
                new Operation.Answer(Answering.Pass),
                new Operation.Release(2, 1, false),
                new Operation.Restart(),
            ]);
        }
    }
}
