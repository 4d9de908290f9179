using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Picks where the walk goes after an attempt (Arazzo 1.0.1, Success Action Object and Failure Action Object).</summary>
public static class Navigator
{
    /// <summary>How many attempts a call without a response gets when no action applies.</summary>
    public const int MaxUnanswered = 3;

    const int RequestTimeout = 408;

    /// <summary>Picks the first action whose criteria hold; without one, the default.</summary>
    /// <param name="step">The step that was attempted.</param>
    /// <param name="position">The visit.</param>
    /// <param name="result">What the attempt came to.</param>
    /// <param name="context">What criteria read from.</param>
    /// <param name="isLast">Whether the step is the last in order.</param>
    /// <param name="lenient">Whether documents are read as they mean it.</param>
    /// <param name="report">Told of every criterion that could not be evaluated.</param>
    public static Next Choose(
        StepPlan step, Position position, StepResult result, IExpressionContext context, bool isLast, bool lenient, Action<string> report)
    {
        string? exhausted = null;
        foreach (var action in result.Succeeded ? step.OnSuccess : step.OnFailure)
        {
            if (!Applies(action, context, report))
                continue;
            if (action.Kind is ActionKind.Retry && position.Retries.GetValueOrDefault(action.Name) >= action.RetryLimit)
            {
                exhausted = action.Name;
                continue;
            }
            return Take(action, step, result);
        }
        return result.Succeeded
            ? AfterSuccess(step, exhausted, isLast)
            : AfterFailure(step, position, result, exhausted, lenient);
    }

    static bool Applies(ActionPlan action, IExpressionContext context, Action<string> report)
    {
        foreach (var criterion in action.Criteria)
        {
            var outcome = criterion.Evaluate(context);
            if (outcome.Report is { } text)
                report(text);
            if (!outcome.Holds)
                return false;
        }
        return true;
    }

    static Next Take(ActionPlan action, StepPlan step, StepResult result) => action.Kind switch
    {
        ActionKind.End when result.Succeeded => new Next.End(ItemOutcome.Success),
        ActionKind.End => new Next.End(ItemOutcome.Failed, Failure(step, result, ItemErrorCodes.EndedByAction, $"ended by action '{action.Name}'")),
        ActionKind.Goto when action.StepId is { } stepId => new Next.GoTo(stepId),
        ActionKind.Goto => new Next.GoToWorkflow(action),
        ActionKind.Retry => new Next.Retry(action, result.RetryAfter ?? action.RetryAfter),
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    static Next AfterSuccess(StepPlan step, string? exhausted, bool isLast) => exhausted is not null && isLast
        ? new Next.End(ItemOutcome.Failed, new ItemError(
            ItemErrorCodes.RetriesExhausted,
            $"Step '{step.StepId}' used up the retries of action '{exhausted}', and no step comes after it.",
            ErrorData.Of(step.StepId, null)))
        : new Next.Proceed();

    static Next AfterFailure(StepPlan step, Position position, StepResult result, string? exhausted, bool lenient)
    {
        // A long poll answers 408 for "not yet": its author wrote the loop, and forgot that status among the criteria.
        if (lenient && exhausted is null && result.StatusCode == RequestTimeout && step.Polls
            && step.Work is StepWork.Call { Operation: var operation } && operation.Documents(RequestTimeout))
            return new Next.GoTo(step.StepId);
        if (exhausted is null && result.MayResend && position.Unanswered + 1 < MaxUnanswered)
            return new Next.Resend(TimeSpan.FromSeconds(1 << position.Unanswered));
        return new Next.End(ItemOutcome.Failed, exhausted is null
            ? Failure(step, result, result.Problem?.Code ?? ItemErrorCodes.StepFailed, null)
            : Failure(step, result, ItemErrorCodes.RetriesExhausted, $"the retries of action '{exhausted}' are used up"));
    }

    static ItemError Failure(StepPlan step, StepResult result, string code, string? why)
    {
        var what = result.Problem?.Message ?? "it did not succeed";
        return new ItemError(code, $"Step '{step.StepId}' failed: {what}{(why is null ? "" : $"; {why}")}.", ErrorData.Of(step.StepId, result.StatusCode));
    }
}
