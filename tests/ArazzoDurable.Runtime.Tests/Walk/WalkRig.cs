using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Credentials;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Secrets;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>A walk with everything real but the network, the clock and durability.</summary>
sealed class WalkRig : IWalkObserver, IInstances
{
    readonly WalkServices services;
    readonly IFlowStore flows;
    int called;

    public WalkRig(ScriptedCaller caller, HostCredentials? credentials = null, TimeSpan timerEarliness = default)
        : this(caller, caller.Time, credentials, timerEarliness)
    {
        caller.Called = () => CancelAsync(called = caller.Calls.Count);
    }

    /// <summary>A rig with a network and a clock of the test's own.</summary>
    public WalkRig(HttpMessageHandler network, ManualTime time, HostCredentials? credentials = null, TimeSpan timerEarliness = default)
    {
        flows = new StoredFlows(Store);
        Time = time;
        services = new WalkServices(
            new FlowPlans(flows), new RunRecords(Store), new RunValues(Store), new RunLog(Log),
            new Sealer(SecretKeyRing.FromKeys(Enumerable.Range(0, 32).Select(number => (byte)number).ToArray())),
            PollingPolicy.Default, Time, this)
        {
            Credentials = credentials ?? HostCredentials.None,
            TimerEarliness = timerEarliness,
        };
        var engine = new RunEngine(services, this, new StepSender(services, new HttpCaller(network, Time), CallLimits.Default, Store));
        Activity = engine.Step;
        Runs = engine.Runs;
    }

    public MemoryRunStore Store { get; } = new();

    public MemoryEventLog Log { get; } = new();

    public ManualTime Time { get; }

    public RunService Runs { get; }

    public StepActivity Activity { get; }

    public RunValues Values => services.Values;

    /// <summary>Whether instances are started, and not walked.</summary>
    public bool Holds { get; init; }

    /// <summary>At which call, counted from 1, the run is cancelled while it is under way; 0: before the first one; null: never.</summary>
    public int? CancelAfter { get; set; }

    /// <summary>The inputs of the instances that were started.</summary>
    public List<WorkflowInput> Started { get; } = [];

    /// <summary>All that a host would keep in histories, as JSON.</summary>
    public List<string> Payloads { get; } = [];

    public RunRecords Records => services.Records;

    public List<WalkEvent> Events { get; } = [];

    public List<double> Waits { get; } = [];

    public List<JsonElement> Statuses { get; } = [];

    public StraightContext? Root { get; private set; }

    public async Task<string> StoreAsync(JsonElement description, IReadOnlyDictionary<string, JsonElement> sources)
    {
        var bundle = FlowBundle.Create(description, sources);
        await flows.PutAsync(bundle, CancellationToken.None);
        return bundle.Id.ToString();
    }

    public async Task<SubmitOutcome> SubmitAsync(string flowId, JsonElement inputs, RunOptions options, string? workflowId = null, ImmutableSortedDictionary<string, string>? auth = null) =>
        await Runs.SubmitAsync(
            new RunSubmission(flowId, workflowId, [inputs], options) { Credentials = auth ?? ImmutableSortedDictionary<string, string>.Empty }, CancellationToken.None);

    public void Observe(WalkEvent happened) => Events.Add(happened);

    public async Task<bool> ScheduleAsync<TInput>(string orchestration, string instanceId, TInput input, CancellationToken cancellationToken)
    {
        Started.Add((WorkflowInput)(object)input!);
        if (Holds)
            return true;
        await CancelAsync(called);
        Root = new StraightContext(Activity, Time, instanceId) { Waits = Waits, Statuses = Statuses, Payloads = Payloads };
        Output = await Root.RunAsync(Started[^1]);
        return true;
    }

    async Task CancelAsync(int calls)
    {
        if (calls == CancelAfter)
            await Records.ChangeAsync(Started[^1].Walker.RunId, record => record.Cancel(Time.GetUtcNow()), CancellationToken.None);
    }

    public JsonElement Output { get; private set; }

    public Task<bool> RaiseEventAsync<TPayload>(string instanceId, string eventName, TPayload payload, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<InstanceState?> GetAsync(string instanceId, CancellationToken cancellationToken) => Task.FromResult<InstanceState?>(null);

    public Task<InstanceState?> WaitForCompletionAsync(string instanceId, CancellationToken cancellationToken) => Task.FromResult<InstanceState?>(null);

    public Task<bool> RestartAsync<TInput>(string orchestration, string instanceId, TInput input, CancellationToken cancellationToken) =>
        ScheduleAsync(orchestration, instanceId, input, cancellationToken);

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(string idPrefix, string? after, int top, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public Task<IReadOnlyList<string>> ListBrokenAsync(string idPrefix, string? after, int top, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public Task<int> PurgeAsync(string idPrefix, int top, CancellationToken cancellationToken) => Task.FromResult(0);

    /// <summary>The values that the store holds, as one text.</summary>
    public string Stored() => string.Join('\n', Store.All.Select(entry => System.Text.Encoding.UTF8.GetString(entry.Value.Value.Span)));
}
