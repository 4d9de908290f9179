using System.Text.Json;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Secrets;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>The app's orchestrators and activities, with everything real but the hub, the store, the clock and the network.</summary>
sealed class Play : IWalkObserver
{
    readonly KeptValues store = new();
    readonly RunEngine engine;
    readonly List<Task> commands = [];

    public Play(Func<string, int, PlayedAnswer> answer)
    {
        Api = new PlayedApi(answer);
        Hub = new PlayedHub(Clock);
        var services = new WalkServices(
            new FlowPlans(new StoredFlows(store)), new RunRecords(store), new RunValues(store), new RunLog(new KeptEvents()),
            new Sealer(SecretKeyRing.FromKeys(new byte[SecretKeyRing.KeyLength])), PollingPolicy.Default, Clock, this)
        {
            // Nothing happens while a test waits, so no one waits for the end of what was cancelled.
            CancelPatience = TimeSpan.Zero,
        };
        engine = new RunEngine(services, Hub, new StepSender(services, new HttpCaller(Api, Clock), CallLimits.Default, store));
        Hub.Activities = new ActivityFunctions(engine);
        Hub.AfterActivity = SettleAsync;
    }

    public VirtualClock Clock { get; } = new();

    public PlayedHub Hub { get; }

    public PlayedApi Api { get; }

    /// <summary>The run submitted last.</summary>
    public string RunId { get; private set; } = "";

    public RunService Runs => engine.Runs;

    public async Task SubmitAsync(FlowBundle flow, params JsonElement[] inputs) => await SubmitAsync(flow, RunOptions.Default, 10, inputs);

    public async Task SubmitAsync(FlowBundle flow, RunOptions options, int maxConcurrency, params JsonElement[] inputs)
    {
        await new StoredFlows(store).PutAsync(flow, default);
        var outcome = await Runs.SubmitAsync(new RunSubmission(flow.Id.ToString(), null, [.. inputs], options) { MaxConcurrency = maxConcurrency }, default);
        RunId = outcome.ShouldBeOfType<SubmitOutcome.Accepted>(outcome.ToString()).Status.RunId;
    }

    /// <summary>Plays until nothing is left to do; gives how the run stands then.</summary>
    public async Task<RunStatus> PlayAsync()
    {
        await Hub.PlayAsync();
        return (await Runs.GetAsync(RunId, includeResults: true, reveal: false, default)).ShouldNotBeNull();
    }

    /// <summary>Gives a command to the run. Whoever gives it while a call is under way does not wait for its answer: that waits for the call.</summary>
    public void Command(RunCommand command) => commands.Add(CommandAsync(command));

    public async Task CommandAsync(RunCommand command) =>
        (await Runs.CommandAsync(RunId, command, default)).ShouldBeOfType<CommandOutcome.Accepted>();

    public void Observe(WalkEvent happened)
    {
        if (happened is WalkEvent.Faulted faulted)
            throw new InvalidOperationException("The runner gave way.", faulted.Exception);
    }

    async Task SettleAsync()
    {
        await Task.WhenAll(commands);
        commands.Clear();
    }
}
