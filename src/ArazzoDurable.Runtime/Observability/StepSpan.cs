using System.Diagnostics;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Observability;

/// <summary>The span of one attempt of a step. One that is redelivered after a crash has a span of its own.</summary>
sealed class StepSpan : IDisposable
{
    readonly Activity? activity;
    bool isEnded;

    StepSpan(Activity? activity) => this.activity = activity;

    /// <summary>Begins it, in the trace of the run's submit.</summary>
    public static StepSpan Start(RunRecord record, Walker walker, Position position)
    {
        // What happens to be under way where a walk goes on has nothing to do with it.
        Activity.Current = null;
        var activity = Telemetry.Source.StartActivity(Telemetry.StepSpanName, ActivityKind.Client, record.Trace?.Parent ?? default);
        activity?.SetTag("arazzo.run.id", walker.RunId)
            .SetTag("arazzo.item", walker.Item)
            .SetTag("arazzo.flow.id", walker.FlowId)
            .SetTag("arazzo.workflow.id", walker.WorkflowId)
            .SetTag("arazzo.step.id", position.StepId)
            .SetTag("arazzo.visit", position.Visit)
            .SetTag("arazzo.attempt", position.Attempt);
        return new StepSpan(activity);
    }

    /// <summary>Tells what the attempt came to; secrets are masked in it.</summary>
    public void End(StepResult result)
    {
        isEnded = true;
        activity?.SetTag("arazzo.outcome", WalkMeter.OutcomeOf(result));
        if (result.StatusCode is { } status)
            activity?.SetTag("http.response.status_code", status);
        if (result.Succeeded)
            return;
        activity?.SetStatus(ActivityStatusCode.Error, result.Problem?.Message);
        if (result.Problem is { } problem)
        {
            activity?.SetTag("error.type", problem.Code);
            activity?.AddEvent(new ActivityEvent("arazzo.problem", tags: new ActivityTagsCollection
            {
                ["arazzo.problem.code"] = problem.Code,
                ["arazzo.problem.message"] = problem.Message,
            }));
        }
    }

    /// <summary>There was no attempt after all.</summary>
    public void Drop()
    {
        isEnded = true;
        if (activity is not null)
            activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        activity?.SetTag("arazzo.outcome", "held");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!isEnded)
            activity?.SetStatus(ActivityStatusCode.Error, "The attempt broke off in the runner.");
        activity?.Dispose();
    }
}
