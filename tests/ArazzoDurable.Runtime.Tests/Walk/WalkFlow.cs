using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>A flow in a rig, for the tests that no data can say.</summary>
sealed class WalkFlow
{
    WalkFlow(WalkCase given, WalkRig rig, ScriptedCaller caller, string flowId)
    {
        Given = given;
        Rig = rig;
        Caller = caller;
        FlowId = flowId;
    }

    public static RunOptions Options { get; } = RunOptions.Default with { Polling = new PollingOverride { Constant = true } };

    public WalkCase Given { get; }

    public WalkRig Rig { get; }

    public ScriptedCaller Caller { get; }

    public string FlowId { get; }

    public static async Task<WalkFlow> StoreAsync(string yaml, bool holds = false, TimeSpan timerEarliness = default)
    {
        var given = WalkCase.Parse(yaml);
        var caller = new ScriptedCaller(given.Answers);
        var rig = new WalkRig(caller, given.HostCredentials, timerEarliness) { Holds = holds };
        return new WalkFlow(given, rig, caller, await rig.StoreAsync(given.Description(), given.Sources()));
    }

    /// <summary>Submits; in a rig that holds, the walk is left to the test.</summary>
    public async Task<string> SubmitAsync(RunOptions? options = null)
    {
        var outcome = await Rig.SubmitAsync(FlowId, Given.Inputs, options ?? Options, Given["workflow"]?.GetString(), Given.Auth);
        return outcome.ShouldBeOfType<SubmitOutcome.Accepted>((outcome as SubmitOutcome.Refused)?.Message ?? "").Status.RunId;
    }

    public async Task<RunResult> ResultAsync(string runId, bool reveal = true)
    {
        var status = await Rig.Runs.GetAsync(runId, includeResults: true, reveal, CancellationToken.None);
        return status!.Results!.Value.Single();
    }

    /// <summary>The call of the activity that carries out the first decision of the run.</summary>
    public StepCall First() => new(Rig.Started[^1].Walker, Rig.Started[^1].State, Rig.Started[^1].Decision);

    public Task<StepTurn> StepAsync(StepCall call) => Rig.Activity.RunAsync(call, CancellationToken.None);

    /// <summary>Carries out the decision that a turn came to.</summary>
    public Task<StepTurn> StepAsync(StepCall before, StepTurn turn) => StepAsync(before with { State = turn.State, Decision = turn.Decision, RemainingMs = 0 });

    public Task ControlAsync(string runId, RunControl control) =>
        Rig.Records.ChangeAsync(runId, record => record with { Control = control, ControlEpoch = record.ControlEpoch + 1 }, CancellationToken.None);

    public IEnumerable<string?> Keys => Caller.Calls.Select(call => call.Headers.GetValueOrDefault("Idempotency-Key"));
}
