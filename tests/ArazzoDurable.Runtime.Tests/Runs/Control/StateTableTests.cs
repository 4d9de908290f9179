using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Runs.Control;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Runs.Control;

/// <summary>Holds the commands to the table of <c>cases/state-table.yaml</c>.</summary>
public sealed class StateTableTests
{
    const string Failing = "operations: {a: GET /a, b: GET /fail}\nsteps: [{stepId: a, operationId: a}, {stepId: b, operationId: b}]";
    const string Fine = "operations: {a: GET /a}\nsteps: [{stepId: a, operationId: a}]";

    public static TheoryData<string, RunCommand, string> Table()
    {
        var table = new TheoryData<string, RunCommand, string>();
        var path = Path.Combine(AppContext.BaseDirectory, "Runs", "Control", "cases", "state-table.yaml");
        var rows = NodeJson.ToElement(SyntaxReader.Read(File.ReadAllBytes(path)).Root!);
        foreach (var row in rows.EnumerateArray())
        {
            foreach (var command in Enum.GetValues<RunCommand>())
                table.Add(row.GetProperty("state").GetString()!, command, row.GetProperty($"{command}".ToLowerInvariant()).GetString()!);
        }
        return table;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Command_does_what_the_table_says(string state, RunCommand command, string expected)
    {
        await using var bench = await ControlBench.OpenAsync(state is "failed" or "cancelled" ? Failing : Fine, cancelPatience: TimeSpan.Zero);
        var runId = await StandAsync(bench, state);
        var record = await bench.Services.Records.GetAsync(runId, CancellationToken.None);
        var events = (await bench.EventsAsync(runId)).Count;
        CommandRules.Judge(command, record).ShouldBe(expected == "conflict" ? Verdict.Conflict : expected == state ? Verdict.Nothing : Verdict.Change);

        var outcome = await bench.CommandAsync(runId, command);

        switch (expected)
        {
            case "conflict":
                var conflict = outcome.ShouldBeOfType<CommandOutcome.Conflict>();
                conflict.Status.ShouldBe(record.ToStatus());
                conflict.Message.ShouldBe(CommandRules.Explain(command, record));
                (await bench.Services.Records.GetAsync(runId, CancellationToken.None)).ToStatus().ShouldBe(record.ToStatus());
                break;
            case "deleted":
                outcome.ShouldBeOfType<CommandOutcome.Accepted>();
                (await bench.Runs.GetAsync(runId, false, false, CancellationToken.None)).ShouldBeNull();
                break;
            default:
                var status = outcome.ShouldBeOfType<CommandOutcome.Accepted>().Status;
                if (expected is "cancelled" && state is "running" or "suspended" && command is RunCommand.Cancel)
                {
                    // The call in flight has to come back first.
                    bench.Server.Release();
                    (await bench.EndAsync(runId)).ShouldBe(RunState.Cancelled);
                }
                else
                {
                    $"{status.Status}".ToLowerInvariant().ShouldBe(expected is "cancelling" ? "running" : expected);
                    if (command is not RunCommand.Rerun)
                        (await bench.Runs.GetAsync(runId, false, false, CancellationToken.None))!.Status.ShouldBe(status.Status);
                }
                break;
        }
        if (expected == state || expected is "conflict")
            (await bench.EventsAsync(runId)).Count.ShouldBe(events, "what changes nothing is no event");
    }

    [Theory]
    [InlineData("running", RunCommand.Delete, "The run is running, so it cannot be deleted; wait for its end, or cancel it first.")]
    [InlineData("success", RunCommand.Rerun, "The run has ended with success, so it cannot be rerun; none of its items is left to be walked again; submit it anew.")]
    [InlineData("cancelling", RunCommand.Suspend, "The run is running, and is being cancelled, so it cannot be suspended; it ends when the calls in flight have come back, and can then be rerun.")]
    [InlineData("cancelling", RunCommand.Delete, "The run is running, and is being cancelled, so it cannot be deleted; wait until the calls in flight have come back.")]
    [InlineData("failed", RunCommand.Resume, "The run has failed, so it cannot be resumed; rerun it to have its failed and cancelled items walked again.")]
    [InlineData("success", RunCommand.Cancel, "The run has ended with success, so it cannot be cancelled; submit it anew, or delete it.")]
    public async Task Conflict_says_what_was_found_and_what_would_do(string state, RunCommand command, string message)
    {
        await using var bench = await ControlBench.OpenAsync(state is "failed" ? Failing : Fine, cancelPatience: TimeSpan.Zero);
        var runId = await StandAsync(bench, state);

        CommandRules.Explain(command, await bench.Services.Records.GetAsync(runId, CancellationToken.None)).ShouldBe(message);
    }

    [Theory]
    [InlineData(RunCommand.Cancel)]
    [InlineData(RunCommand.Suspend)]
    [InlineData(RunCommand.Resume)]
    [InlineData(RunCommand.Delete)]
    public async Task Command_to_an_unknown_run_says_so(RunCommand command)
    {
        await using var bench = await ControlBench.OpenAsync(Fine);

        (await bench.CommandAsync("fe5e053a-00cb-8070-9fe1-efbcd4679549", command)).ShouldBeOfType<CommandOutcome.UnknownRun>();
    }

    [Fact]
    public async Task Commands_that_change_a_run_are_in_its_log_once_each()
    {
        await using var bench = await ControlBench.OpenAsync(Fine, cancelPatience: TimeSpan.Zero);
        var runId = await StandAsync(bench, "running");

        foreach (var command in (RunCommand[])[RunCommand.Suspend, RunCommand.Suspend, RunCommand.Resume, RunCommand.Resume, RunCommand.Suspend, RunCommand.Cancel, RunCommand.Cancel])
            await bench.AcceptedAsync(runId, command);

        (await bench.EventsAsync(runId)).Where(type => type is "run.suspended" or "run.resumed" or "run.cancelling")
            .ShouldBe(["run.suspended", "run.resumed", "run.suspended", "run.cancelling"]);
    }

    [Fact]
    public async Task Cancel_of_a_run_with_nothing_at_work_completes_it()
    {
        await using var bench = await ControlBench.OpenAsync(Fine, cancelPatience: TimeSpan.Zero);
        var runId = await StandAsync(bench, "pending");

        var status = await bench.AcceptedAsync(runId, RunCommand.Cancel);

        status.Items.ShouldBe(new ItemCounts(3, 0, 0, 0, 0, 3));
        status.CompletedAt.ShouldNotBeNull();
        (await bench.EventsAsync(runId)).ShouldBe(["run.cancelling", "run.completed"]);
    }

    [Fact]
    public async Task Cancel_waits_for_the_call_in_flight_to_come_back()
    {
        await using var bench = await ControlBench.OpenAsync(Failing);
        var runId = await StandAsync(bench, "running");

        var cancelling = bench.AcceptedAsync(runId, RunCommand.Cancel);
        cancelling.IsCompleted.ShouldBeFalse();
        bench.Server.Release();

        (await cancelling).Status.ShouldBe(RunState.Cancelled);
    }

    [Fact]
    public async Task Run_that_is_cancelled_during_its_last_call_ends_as_cancelled_and_its_item_as_what_the_call_came_to()
    {
        await using var bench = await ControlBench.OpenAsync(Fine, cancelPatience: TimeSpan.Zero);
        var runId = await StandAsync(bench, "cancelled");

        var status = (await bench.Runs.GetAsync(runId, includeResults: true, reveal: false, CancellationToken.None))!;

        status.Items.ShouldBe(new ItemCounts(1, 0, 0, 1, 0, 0));
        status.Results!.Value.Single().Status.ShouldBe(ItemOutcome.Success);
        var again = (await bench.Services.Records.GetAsync(runId, CancellationToken.None)).Rerun();
        (again.Status, again.Generation, again.Items).ShouldBe((RunState.Success, 0, status.Items), "nothing is left to walk");
    }

    [Fact]
    public async Task Restart_tells_the_instances_of_a_command_that_a_crash_kept_from_them()
    {
        await using var bench = await ControlBench.OpenAsync("""
            operations: {a: GET /fail}
            steps: [{stepId: a, operationId: a, onFailure: [{name: later, type: retry, retryAfter: 3600}]}]
            """);
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Happened = happened =>
        {
            if (happened is WalkEvent.Waiting)
                waiting.TrySetResult();
        };
        var runId = await bench.SubmitAsync();
        await waiting.Task.WaitAsync(ControlBench.Patience);
        await bench.Services.Records.ChangeAsync(runId, record => record.Cancel(bench.Time.GetUtcNow()), CancellationToken.None);

        await bench.RestartAsync();

        (await bench.EndAsync(runId)).ShouldBe(RunState.Cancelled);
        (await bench.EventsAsync(runId)).ShouldContain("run.cancelling");
    }

    /// <summary>Brings a run to stand so; calls in flight are held back by the server.</summary>
    static async Task<string> StandAsync(ControlBench bench, string state)
    {
        if (state is "pending")
            return await PendingAsync(bench);
        bench.Server.Hold();
        var runId = await bench.SubmitAsync();
        await bench.Server.ReachedAsync(1);
        if (state is "suspended")
            await bench.AcceptedAsync(runId, RunCommand.Suspend);
        if (state is "cancelling" or "cancelled")
            await bench.AcceptedAsync(runId, RunCommand.Cancel);
        if (state is "success" or "failed" or "cancelled")
        {
            bench.Server.Release();
            $"{await bench.EndAsync(runId)}".ToLowerInvariant().ShouldBe(state);
        }
        return runId;
    }

    /// <summary>A run of several items of which none was begun.</summary>
    static async Task<string> PendingAsync(ControlBench bench)
    {
        var runId = RunId.Create(bench.Time.GetUtcNow(), new byte[10]).ToString();
        (await bench.Services.Records.TryCreateAsync(new RunRecord
        {
            RunId = runId,
            FlowId = bench.FlowId,
            WorkflowId = "main",
            Status = RunState.Pending,
            Items = new ItemCounts(3, 3, 0, 0, 0, 0),
            MaxConcurrency = 2,
            Lanes = RunTransitions.LanesFor(3, 2),
            CreatedAt = bench.Time.GetUtcNow(),
        }, CancellationToken.None)).ShouldBeTrue();
        return runId;
    }
}
