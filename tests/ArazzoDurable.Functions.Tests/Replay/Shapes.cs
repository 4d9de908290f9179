using System.Text.Json;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>The programs whose histories are recorded and kept: every kind of thing that orchestrators do.</summary>
static class Shapes
{
    /// <summary>The secret that is submitted; no payload may show it.</summary>
    public const string Token = "an-api-token";

    /// <summary>A member of responses that no output declares; no payload may show it.</summary>
    public const string Undeclared = "nobody asked for this";

    static readonly JsonElement Nothing = JsonElement.Parse("{}");

    public static IReadOnlyList<Shape> All { get; } =
    [
        Single("run-scenario-and-poll", () => Flows.SampleAsync("run-scenario-and-poll"), FoundingApis.Scenarios, """{"apiToken": "an-api-token", "projectId": "p", "scenarioId": "s"}"""),
        Single("score-scenario-run", () => Flows.SampleAsync("score-scenario-run"), FoundingApis.Trials, """{"apiToken": "an-api-token", "scenarioId": "scn_1"}"""),
        Single("snapshot-and-shutdown", () => Flows.SampleAsync("snapshot-and-shutdown"), FoundingApis.Benches, """{"apiToken": "an-api-token", "benchId": "b", "note": "weekly"}"""),
        Single("suspend-and-resume", () => Flows.SampleAsync("suspend-and-resume"), FoundingApis.Benches, """{"apiToken": "an-api-token", "benchId": "b"}"""),
        Single("polling-loop", () => Flows.Polling, Flows.DoneAt(30), """{"apiToken": "an-api-token"}"""),
        Single("sub-workflows", () => ComposedFlows.Nested, ComposedFlows.Always, "{}"),
        Single("depends-on", () => ComposedFlows.Depending, ComposedFlows.Always, "{}"),
        Single("child-that-fails", () => ComposedFlows.ChildThatFails, ComposedFlows.Always, "{}"),
        Single("retries", () => ComposedFlows.Retrying, ComposedFlows.Flaky, "{}"),
        Single("steps-at-the-same-time", () => ComposedFlows.AtTheSameTime, ComposedFlows.Always, "{}", RunOptions.Default with { Parallel = true }),
        new("batch-with-lanes", () => BatchAsync(items: 9, lanes: 3)),
        Commanded("suspended-in-a-wait", play => InWait(play, 4, RunCommand.Suspend), RunState.Success),
        Commanded("suspended-during-an-activity", play => During(play, 5, RunCommand.Suspend), RunState.Success),
        Commanded("suspended-at-the-end-of-a-generation", play => During(play, 25, RunCommand.Suspend), RunState.Success),
        Commanded("cancelled-in-a-wait", play => InWait(play, 4, RunCommand.Cancel), RunState.Cancelled),
        Commanded("cancelled-during-an-activity", play => During(play, 5, RunCommand.Cancel), RunState.Cancelled),
        Commanded("cancelled-at-the-end-of-a-generation", play => During(play, 25, RunCommand.Cancel), RunState.Cancelled),
        new("batch-suspended-and-cancelled", CommandedBatchAsync),
        new("rerun", RerunAsync),
        new("purge", PurgeAsync),
    ];

    /// <summary>A run of many items, each of one step, of which every seventh fails.</summary>
    public static async Task<Play> BatchAsync(int items, int lanes)
    {
        var play = new Play((_, count) => count % 7 == 0 ? new PlayedAnswer(500, "{}") : PlayedAnswer.Ok("""{"id": "x"}"""));
        await play.SubmitAsync(ComposedFlows.OneStep, RunOptions.Default, lanes, [.. Enumerable.Repeat(Nothing, items)]);
        var status = await play.PlayAsync();
        (status.Items.Success, status.Items.Failed).ShouldBe((items - (items / 7), items / 7));
        return play;
    }

    /// <summary>A loop that looks so many times.</summary>
    public static async Task<Play> PollingAsync(int looks)
    {
        var play = new Play(Flows.DoneAt(looks));
        await play.SubmitAsync(Flows.Polling, JsonElement.Parse($$"""{"apiToken": "{{Token}}"}"""));
        (await play.PlayAsync()).Status.ShouldBe(RunState.Success);
        return play;
    }

    static Shape Single(string name, Func<FlowBundle> flow, Func<string, int, PlayedAnswer> api, string inputs, RunOptions? options = null) =>
        Single(name, () => Task.FromResult(flow()), api, inputs, options);

    static Shape Single(string name, Func<Task<FlowBundle>> flow, Func<string, int, PlayedAnswer> api, string inputs, RunOptions? options = null) => new(name, async () =>
    {
        var play = new Play(api);
        await play.SubmitAsync(await flow(), options ?? RunOptions.Default, 1, JsonElement.Parse(inputs));
        var status = await play.PlayAsync();
        status.Status.ShouldBe(RunState.Success, JsonSerializer.Serialize(status));
        return play;
    });

    /// <summary>A loop of 30 looks whose owner gives commands.</summary>
    static Shape Commanded(string name, Action<Play> script, RunState end) => new(name, async () =>
    {
        var play = new Play(Flows.DoneAt(30));
        script(play);
        await play.SubmitAsync(Flows.Polling, JsonElement.Parse($$"""{"apiToken": "{{Token}}"}"""));
        (await play.PlayAsync()).Status.ShouldBe(end);
        return play;
    });

    static void InWait(Play play, int wait, RunCommand command)
    {
        var given = 0;
        play.Hub.BeforeWait = async count =>
        {
            if (count == wait)
                await play.CommandAsync(command);
            // It is held for two looks at the flag before its owner has it go on.
            else if (command == RunCommand.Suspend && count > wait && ++given == 3)
                await play.CommandAsync(RunCommand.Resume);
        };
    }

    static void During(Play play, int call, RunCommand command)
    {
        var held = 0;
        play.Api.During = count =>
        {
            if (count == call)
                play.Command(command);
        };
        play.Hub.BeforeWait = async _ =>
        {
            if (command == RunCommand.Suspend && play.Api.Calls == call && ++held == 3)
                await play.CommandAsync(RunCommand.Resume);
        };
    }

    static async Task<Play> CommandedBatchAsync()
    {
        var play = new Play((_, _) => PlayedAnswer.Ok("""{"id": "x"}"""));
        var held = 0;
        play.Api.During = count =>
        {
            if (count is 5)
                play.Command(RunCommand.Suspend);
            else if (count is 8)
                play.Command(RunCommand.Cancel);
        };
        play.Hub.BeforeWait = async _ =>
        {
            if (play.Api.Calls is >= 5 and < 8 && ++held == 4)
                await play.CommandAsync(RunCommand.Resume);
        };
        await play.SubmitAsync(ComposedFlows.OneStep, RunOptions.Default, 3, [.. Enumerable.Repeat(Nothing, 12)]);
        (await play.PlayAsync()).Status.ShouldBe(RunState.Cancelled);
        return play;
    }

    static async Task<Play> RerunAsync()
    {
        var play = new Play((asked, count) => asked == "POST /b" && count == 1 ? new PlayedAnswer(500, "{}") : ComposedFlows.Always(asked, count));
        await play.SubmitAsync(ComposedFlows.TwoSteps, Nothing);
        (await play.PlayAsync()).Status.ShouldBe(RunState.Failed);
        await play.CommandAsync(RunCommand.Rerun);
        (await play.PlayAsync()).Status.ShouldBe(RunState.Success);
        return play;
    }

    static async Task<Play> PurgeAsync()
    {
        var play = await BatchAsync(items: 3, lanes: 2);
        await play.CommandAsync(RunCommand.Delete);
        await play.Hub.PlayAsync();
        (await play.Runs.GetAsync(play.RunId, includeResults: false, reveal: false, default)).ShouldBeNull();
        return play;
    }
}
