using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Orchestrations;

/// <summary>
/// Walks one workflow: takes the decision at hand, waits as it says, lets the step activity carry it out, and goes on with the decision
/// that comes back. Knows nothing of content.
/// </summary>
public static class WorkflowOrchestration
{
    /// <summary>The name under which hosts register it.</summary>
    public const string Name = "Workflow";

    /// <summary>The name under which hosts register the step activity.</summary>
    public const string StepActivityName = "Step";

    /// <summary>The event by which a run's owner tells instances in flight that the run's control flag has changed.</summary>
    public const string ControlEvent = "control";

    /// <summary>
    /// The version of this sequence of actions; what changes it takes effect at a continue-as-new. A new kind of decision changes none: a
    /// history that holds none of that kind is replayed as it was.
    /// </summary>
    public const string EngineVersion = "1";

    /// <summary>After how many turns a generation ends.</summary>
    public const int TurnsPerGeneration = 25;

    /// <summary>After how many bytes of results a generation ends.</summary>
    public const int BytesPerGeneration = 64 * 1024;

    /// <summary>How long an instance that is held waits before it looks at the control flag again, in milliseconds.</summary>
    public const long HeldRecheckMs = 30_000;

    /// <summary>How long it waits before it makes the call again of a step activity whose store gave way, in milliseconds; each time twice as long as before.</summary>
    public const long FirstStoreDelayMs = 1_000;

    /// <summary>The longest such wait, in milliseconds.</summary>
    public const long LongestStoreDelayMs = 60_000;

    /// <summary>How long it waits for a store in all, in milliseconds, before the step has failed; and once more, so that its end can be kept.</summary>
    public const long StorePatienceMs = 900_000;

    // What a generation gives that another one follows; no one reads it, but hosts store it.
    static readonly JsonElement Continued = JsonElement.Parse("null");

    /// <summary>Runs it.</summary>
    public static async Task<JsonElement> RunAsync(IOrchestrationContext context, WorkflowInput input)
    {
        var (state, decision) = (input.State, input.Decision);
        var (bytes, known) = (0, 0);
        var word = new OwnersWord(context);
        for (var turn = 0; ; turn++)
        {
            if (decision is Decision.End end)
            {
                if (end.Status is { } last)
                    context.SetCustomStatus(last);
                return end.Output;
            }
            // The owner's word that has come must be heeded first: the next generation would not have it.
            if ((turn >= TurnsPerGeneration || bytes >= BytesPerGeneration) && !word.HasCome(known))
            {
                context.ContinueAsNew(input with { EngineVersion = EngineVersion, State = state, Decision = decision });
                return Continued;
            }
            Publish(context, input.Status, decision);

            var call = new StepCall(input.Walker, state, decision);
            switch (decision)
            {
                case Decision.Visit { DelayMs: > 0 } visit:
                    call = call with { RemainingMs = await word.WaitAsync(visit.DelayMs, known) };
                    break;
                case Decision.Enter { DelayMs: > 0 } enter:
                    call = call with { RemainingMs = await word.WaitAsync(enter.DelayMs, known) };
                    if (call.RemainingMs == 0)
                        call = await EnterAsync(context, enter, call);
                    break;
                case Decision.Enter enter:
                    call = await EnterAsync(context, enter, call);
                    break;
                case Decision.Together together:
                    call = call with { Branches = [.. await Task.WhenAll(together.Branches.Select(branch => BranchAsync(context, branch, state)).ToArray())] };
                    break;
                case Decision.Held:
                    // The owner's word is a hint that may be lost on its way; the flag that the activity reads is the truth.
                    await word.WaitAsync(HeldRecheckMs, known);
                    break;
            }

            var result = await StepAsync(context, word, call, known);
            (state, decision, known) = (result.State, result.Decision, result.ControlEpoch);
            bytes += result.Bytes;
        }
    }

    /// <summary>Runs the child, and adds what it came to.</summary>
    static async Task<StepCall> EnterAsync(IOrchestrationContext context, Decision.Enter enter, StepCall call)
    {
        try
        {
            return call with
            {
                Decision = null,
                Returned = await context.CallSubOrchestratorAsync<WorkflowInput, JsonElement>(Name, enter.Input, enter.InstanceId),
            };
        }
        catch (TaskFaultedException fault)
        {
            return call with { Decision = null, Fault = CauseOf(fault) };
        }
    }

    /// <summary>Runs a branch on the state at hand; gives what it ended with, however it ended.</summary>
    static async Task<BranchReturn> BranchAsync(IOrchestrationContext context, Decision.Branch branch, WalkState state)
    {
        var input = new WorkflowInput(EngineVersion, branch.Walker, state, new Decision.Begin());
        try
        {
            return new BranchReturn(await context.CallSubOrchestratorAsync<WorkflowInput, JsonElement>(Name, input, branch.InstanceId));
        }
        catch (TaskFaultedException fault)
        {
            return new BranchReturn(null, CauseOf(fault));
        }
    }

    /// <summary>Calls the step activity; when it gives way, has it end the item with what is known.</summary>
    static async Task<StepTurn> StepAsync(IOrchestrationContext context, OwnersWord word, StepCall call, int known)
    {
        try
        {
            return await PatientlyAsync(context, word, call, known);
        }
        catch (TaskFaultedException fault)
        {
            return await PatientlyAsync(context, word, call with { Fault = CauseOf(fault) }, known);
        }
    }

    /// <summary>Calls the step activity, and again with the same call while its store gives way. The owner's word cuts the wait short, for the activity reads the flag.</summary>
    static async Task<StepTurn> PatientlyAsync(IOrchestrationContext context, OwnersWord word, StepCall call, int known)
    {
        var waited = 0L;
        for (var delay = FirstStoreDelayMs; ; delay = Math.Min(2 * delay, LongestStoreDelayMs))
        {
            try
            {
                return await context.CallActivityAsync<StepCall, StepTurn>(StepActivityName, call);
            }
            catch (TaskFaultedException fault) when (waited < StorePatienceMs && StepFaultedException.MayPass(CauseOf(fault)))
            {
                // The activity has told the operator.
            }
            waited += delay - await word.WaitAsync(delay, known);
        }
    }

    // A message may quote what it came upon; only the step activity's own is known to be a name.
    internal static string CauseOf(TaskFaultedException fault) =>
        fault.ErrorType == typeof(StepFaultedException).FullName ? fault.ErrorMessage : fault.ErrorType;

    static void Publish(IOrchestrationContext context, RunStatus? status, Decision decision)
    {
        if (status is null)
            return;
        context.SetCustomStatus(decision switch
        {
            Decision.Visit { DelayMs: > 0 } visit => At(status, visit) with { NextAttemptAt = context.CurrentUtcDateTime.AddMilliseconds(visit.DelayMs - (visit.EarlyMs ?? 0)) },
            Decision.Visit visit => At(status, visit),
            Decision.Held { At: { } visit } => At(status, visit) with { Status = RunState.Suspended },
            Decision.Held => status with { Status = RunState.Suspended },
            Decision.Enter { At: { } visit } => At(status, visit),
            // Of several steps the first one is told; each of them has an instance of its own.
            Decision.Together { Branches: [var first, ..] } => At(status, first.At),
            Decision.Begin or Decision.Enter or Decision.Together or Decision.End => status,
            _ => throw new InvalidOperationException("A decision of an unknown kind."),
        });
    }

    static RunStatus At(RunStatus status, Decision.Visit visit) =>
        status with { Step = visit.StepId[..Math.Min(visit.StepId.Length, RunStatus.StepLength)], Visit = visit.Number, Attempt = visit.Attempt };
}
