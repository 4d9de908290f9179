using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Runs.Control;

public sealed class GateTests
{
    const int Many = 24;

    const string FourSteps = """
        operations: {a: GET /a, b: POST /b, c: PUT /c, d: GET /d}
        steps: [{stepId: a, operationId: a}, {stepId: b, operationId: b}, {stepId: c, operationId: c}, {stepId: d, operationId: d}]
        """;

    const string Endless = """
        operations: {a: GET /a, b: POST /b}
        steps:
          - {stepId: a, operationId: a}
          - {stepId: b, operationId: b, onSuccess: [{name: again, type: goto, stepId: a}]}
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Suspended_runs_send_nothing_after_the_calls_in_flight_until_they_are_resumed(int step)
    {
        await using var bench = await ControlBench.OpenAsync(FourSteps);
        var runs = await RunToAsync(bench, step);

        var told = await Task.WhenAll(runs.Select(run => bench.AcceptedAsync(run, RunCommand.Suspend)));
        bench.Server.Release();
        if (step < 4)
            await Task.WhenAll(runs.Select(bench.HeldAsync));
        else
            await Task.WhenAll(runs.Select(bench.EndAsync));

        told.ShouldAllBe(status => status.Status == RunState.Suspended);
        bench.Server.Requests.Count.ShouldBe(Many * step);
        if (step < 4)
            await Task.WhenAll(runs.Select(run => bench.AcceptedAsync(run, RunCommand.Resume)));
        (await Task.WhenAll(runs.Select(bench.EndAsync))).ShouldAllBe(state => state == RunState.Success);
        bench.Server.Requests.GroupBy(line => line).Select(same => (same.Key.Split(' ')[1], same.Count())).Order()
            .ShouldBe([("/a", Many), ("/b", Many), ("/c", Many), ("/d", Many)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Cancelled_runs_send_nothing_after_the_calls_in_flight(int step)
    {
        await using var bench = await ControlBench.OpenAsync(FourSteps, cancelPatience: TimeSpan.Zero);
        var runs = await RunToAsync(bench, step);

        var told = await Task.WhenAll(runs.Select(run => bench.AcceptedAsync(run, RunCommand.Cancel)));
        bench.Server.Release();

        told.ShouldAllBe(status => status.Status == RunState.Running);
        (await Task.WhenAll(runs.Select(bench.EndAsync))).ShouldAllBe(state => state == RunState.Cancelled);
        bench.Server.Requests.Count.ShouldBe(Many * step);
        var status = await bench.Runs.GetAsync(runs[0], includeResults: true, reveal: false, CancellationToken.None);
        status!.Items.ShouldBe(new ItemCounts(1, 0, 0, 0, 0, 1));
        status.Results!.Value.Single().Result.Error!.Code.ShouldBe(ItemErrorCodes.Cancelled);
    }

    [Fact]
    public async Task Nothing_is_sending_after_an_acknowledgement_at_whatever_moment_it_comes()
    {
        await using var bench = await ControlBench.OpenAsync(Endless);
        var runs = new List<string>();
        for (var i = 0; i < 8; i++)
            runs.Add(await bench.SubmitAsync(options => options with { Polling = new PollingOverride { Constant = true, Interval = 0 } }));

        await Task.WhenAll(runs.Select((run, number) => Task.Run(() => ProbeAsync(bench, run, number))));

        bench.Server.Requests.Count.ShouldBe(runs.Sum(bench.Sent));
    }

    [Fact]
    public async Task Cancel_of_a_waiting_workflow_below_is_heard_at_once()
    {
        await using var bench = await ControlBench.OpenAsync("""
            operations: {a: GET /fail}
            workflows:
              - {workflowId: main, steps: [{stepId: run, workflowId: sub}]}
              - workflowId: sub
                steps: [{stepId: deep, workflowId: polling}]
              - workflowId: polling
                steps: [{stepId: a, operationId: a, onFailure: [{name: later, type: retry, retryAfter: 3600, retryLimit: 9}]}]
            """, new ManualTime());

        (await CancelWaitingAsync(bench, options => options, waiting: 1)).ShouldBe(RunState.Cancelled);

        bench.Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Cancel_of_waiting_branches_is_heard_by_all_at_once()
    {
        await using var bench = await ControlBench.OpenAsync("""
            operations: {a: GET /fail/a, b: GET /fail/b, c: GET /fail/c}
            steps:
              - {stepId: a, operationId: a, onFailure: [{name: later, type: retry, retryAfter: 3600}]}
              - {stepId: b, operationId: b, onFailure: [{name: later, type: retry, retryAfter: 3600}]}
              - {stepId: c, operationId: c, onFailure: [{name: later, type: retry, retryAfter: 3600}]}
            """, new ManualTime());

        (await CancelWaitingAsync(bench, options => options with { Parallel = true }, waiting: 3)).ShouldBe(RunState.Cancelled);

        bench.Server.Requests.Count.ShouldBe(3);
    }

    static async Task<RunState> CancelWaitingAsync(ControlBench bench, Func<RunOptions, RunOptions> options, int waiting)
    {
        using var all = new CountdownEvent(waiting);
        var waited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Happened = happened =>
        {
            if (happened is WalkEvent.Waiting && all.Signal())
                waited.SetResult();
        };
        var runId = await bench.SubmitAsync(options);
        await waited.Task.WaitAsync(ControlBench.Patience);
        return (await bench.AcceptedAsync(runId, RunCommand.Cancel)).Status;
    }

    /// <summary>Suspends, looks, and resumes, again and again at other moments; and cancels at last.</summary>
    static async Task ProbeAsync(ControlBench bench, string run, int number)
    {
        for (var round = 1; round <= 6; round++)
        {
            await bench.Server.ReachedAsync(8 * round * (number + 1) / 2);
            (await bench.AcceptedAsync(run, RunCommand.Suspend)).Status.ShouldBe(RunState.Suspended);
            var sent = bench.Sent(run);
            await bench.HeldAsync(run);
            bench.Sent(run).ShouldBe(sent);
            (await bench.AcceptedAsync(run, RunCommand.Resume)).Status.ShouldBe(RunState.Running);
        }
        (await bench.AcceptedAsync(run, RunCommand.Cancel)).Status.ShouldBe(RunState.Cancelled);
        var last = bench.Sent(run);
        (await bench.EndAsync(run)).ShouldBe(RunState.Cancelled);
        bench.Sent(run).ShouldBe(last);
    }

    /// <summary>Starts the runs, and has the calls of this step, from 1, held back by the server.</summary>
    static async Task<IReadOnlyList<string>> RunToAsync(ControlBench bench, int step)
    {
        bench.Server.Hold();
        var runs = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => bench.SubmitAsync()));
        for (var before = 1; before < step; before++)
        {
            await bench.Server.ReachedAsync(Many * before);
            bench.Server.Step();
        }
        await bench.Server.ReachedAsync(Many * step);
        return runs;
    }
}
