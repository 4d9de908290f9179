using System.Globalization;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Tells whether a step succeeded, and works out its outputs first, so that its criteria may read them.</summary>
/// <param name="services">What walks are made with.</param>
sealed class StepJudge(WalkServices services)
{
    /// <summary>Judges the step at hand by the response that it got.</summary>
    public async Task<StepResult> JudgeResponseAsync(WalkTurn turn, Exchange.Answer response, CancellationToken cancellationToken)
    {
        await KeepOutputsAsync(turn, cancellationToken);
        var retryAfter = RetryAfter.Parse(response.Header("Retry-After"), services.Time.GetUtcNow());
        var failed = Failed(turn);
        var succeeded = turn.Step.SuccessCriteria.IsEmpty ? response.Status is >= 200 and < 300 : failed is null;
        return new StepResult(succeeded, response.Status, retryAfter, succeeded ? null : new StepProblem(
            ItemErrorCodes.StepFailed,
            failed is null
                ? $"the status {response.Status} is none of success"
                : $"the status was {response.Status}, and '{failed.Condition}' does not hold"));
    }

    /// <summary>Judges the step at hand by what the workflow that it entered came to.</summary>
    public async Task<StepResult> JudgeWorkflowAsync(WalkTurn turn, string workflowId, WorkflowOutcome outcome, CancellationToken cancellationToken)
    {
        await KeepOutputsAsync(turn, cancellationToken);
        if (outcome.Deadline is { } deadline)
            return TimedOut(turn, deadline == turn.State.Deadline) with { StatusCode = outcome.StatusCode };
        var failed = Failed(turn);
        var succeeded = turn.Step.SuccessCriteria.IsEmpty ? outcome.Outcome is ItemOutcome.Success : failed is null;
        return new StepResult(succeeded, outcome.StatusCode, Problem: succeeded ? null : new StepProblem(
            outcome.Error?.Code ?? ItemErrorCodes.StepFailed,
            failed is null
                ? $"workflow '{workflowId}' failed: {outcome.Error?.Message.TrimEnd('.')}"
                : $"workflow '{workflowId}' ended, and '{failed.Condition}' does not hold"));
    }

    /// <summary>What the step at hand comes to when its time is up.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="endsWalk">Whether it is the time of the whole workflow that is up.</param>
    public static StepResult TimedOut(WalkTurn turn, bool endsWalk) => new(
        false,
        Problem: new StepProblem(ItemErrorCodes.StepTimedOut, turn.Step.Timeout is { } timeout
            ? string.Create(CultureInfo.InvariantCulture, $"it took longer than its timeout of {timeout.TotalMilliseconds} ms")
            : "it took longer than the timeout of the step that called its workflow"),
        EndsWalk: endsWalk);

    async Task KeepOutputsAsync(WalkTurn turn, CancellationToken cancellationToken)
    {
        var writer = new OutputWriter(services.Sealer, services.Values);
        var outputs = await writer.WriteAsync(turn.Step.Outputs, turn.Context, turn.Walker, $"{turn.Position.StepId}#{turn.Position.Visit}", cancellationToken);
        await turn.KeepOutputsAsync(turn.Step, outputs, cancellationToken);
    }

    /// <summary>The first criterion that does not hold; null when all do.</summary>
    static Criterion? Failed(WalkTurn turn)
    {
        var step = turn.Step;
        for (var i = 0; i < step.SuccessCriteria.Length; i++)
        {
            var outcome = step.SuccessCriteria[i].Evaluate(turn.Context);
            if (outcome.Report is { } report)
                turn.Report(report);
            if (!outcome.Holds)
                return step.Step.SuccessCriteria[i];
        }
        return null;
    }
}
