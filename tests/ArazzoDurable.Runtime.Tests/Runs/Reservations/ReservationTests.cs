using System.Text.Json;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Tests.Runs.Control;

namespace ArazzoDurable.Runtime.Tests.Runs.Reservations;

/// <summary>An idempotency key whose run is deleted, and those who come with it again.</summary>
public sealed class ReservationTests
{
    const string Fine = "operations: {a: POST /a}\nsteps: [{stepId: a, operationId: a}]";

    [Fact]
    public async Task Submits_that_come_at_once_with_the_key_of_a_deleted_run_make_one_run()
    {
        await using var bench = await ControlBench.OpenAsync(Fine);
        for (var round = 1; round <= 10; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => SubmitAsync(bench))));

            var runId = answers.Select(answer => answer.Status.RunId).Distinct().ShouldHaveSingleItem();
            answers.Count(answer => !answer.IsReplay).ShouldBe(1);
            await bench.EndAsync(runId);
            bench.Server.Requests.Count.ShouldBe(round);
            await bench.AcceptedAsync(runId, RunCommand.Delete);
        }
    }

    [Fact]
    public async Task Purge_leaves_the_reservation_that_another_run_took_over()
    {
        await using var bench = await ControlBench.OpenAsync(Fine);
        var mayPurge = new TaskCompletionSource();
        bench.BeforePurge = (_, _) => mayPurge.Task;
        var first = (await SubmitAsync(bench)).Status.RunId;
        await bench.EndAsync(first);
        await bench.AcceptedAsync(first, RunCommand.Delete);
        var second = (await SubmitAsync(bench)).Status.RunId;

        mayPurge.SetResult();
        await bench.Host.Instances.WaitForCompletionAsync(RunKeys.Purge(first), CancellationToken.None).WaitAsync(ControlBench.Patience);

        second.ShouldNotBe(first);
        var again = await SubmitAsync(bench);
        (again.Status.RunId, again.IsReplay).ShouldBe((second, true));
    }

    static async Task<SubmitOutcome.Accepted> SubmitAsync(ControlBench bench)
    {
        var options = RunOptions.Default with { Servers = RunOptions.Default.Servers.Add("api", bench.Server.Url.OriginalString) };
        var submission = new RunSubmission(bench.FlowId, null, [JsonElement.Parse("{}")], options) { IdempotencyKey = "order-17" };
        return (await bench.Runs.SubmitAsync(submission, CancellationToken.None)).ShouldBeOfType<SubmitOutcome.Accepted>();
    }
}
