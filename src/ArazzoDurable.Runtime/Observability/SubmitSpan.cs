using System.Diagnostics;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Observability;

/// <summary>The span of a submit, and its count.</summary>
sealed class SubmitSpan : IDisposable
{
    readonly Activity? activity;

    SubmitSpan(Activity? activity, RunSubmission continued) => (this.activity, Continued) = (activity, continued);

    /// <summary>The submission, so that what its run does belongs to this span.</summary>
    public RunSubmission Continued { get; }

    /// <summary>Begins it.</summary>
    public static SubmitSpan Start(RunSubmission submission)
    {
        var origin = submission.Trace;
        var activity = Telemetry.Source.StartActivity(Telemetry.SubmitSpanName, ActivityKind.Server, origin?.Parent ?? default);
        if (activity is not { IdFormat: ActivityIdFormat.W3C, Id: { } id })
            return new SubmitSpan(activity, submission);
        activity.SetTag("arazzo.items", submission.Inputs.Length);
        Tell(activity, "arazzo.origin.run.id", origin?.RunId);
        Tell(activity, "arazzo.origin.flow.id", origin?.FlowId);
        Tell(activity, "arazzo.origin.step.id", origin?.StepId);
        return new SubmitSpan(activity, submission with { Trace = (origin ?? new TraceOrigin()) with { TraceParent = id, TraceState = activity.TraceStateString } });
    }

    /// <summary>Tells what came of it.</summary>
    public void End(SubmitOutcome outcome)
    {
        var word = outcome switch
        {
            SubmitOutcome.Accepted { IsReplay: true } => "replayed",
            SubmitOutcome.Accepted => "accepted",
            SubmitOutcome.UnknownFlow => "unknown-flow",
            SubmitOutcome.Refused refused => refused.Code,
            _ => throw new InvalidOperationException("An outcome of an unknown kind."),
        };
        Telemetry.Submits.Add(1, Telemetry.Outcome(word));
        activity?.SetTag("arazzo.outcome", word);
        if (outcome is SubmitOutcome.Accepted(var status))
        {
            activity?.SetTag("arazzo.run.id", status.RunId);
            activity?.SetTag("arazzo.flow.id", status.FlowId);
        }
        else
        {
            activity?.SetStatus(ActivityStatusCode.Error, word);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => activity?.Dispose();

    static void Tell(Activity activity, string tag, string? value)
    {
        if (value is not null)
            activity.SetTag(tag, value);
    }
}
