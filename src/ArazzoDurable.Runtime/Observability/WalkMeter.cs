using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Observability;

/// <summary>Counts what walks tell, and passes it on.</summary>
/// <param name="next">Is told too.</param>
sealed class WalkMeter(IWalkObserver next) : IWalkObserver
{
    /// <inheritdoc/>
    public void Observe(WalkEvent happened)
    {
        switch (happened)
        {
            case WalkEvent.Attempted attempted:
                var outcome = Telemetry.Outcome(OutcomeOf(attempted.Result));
                Telemetry.Attempts.Add(1, outcome);
                Telemetry.AttemptDuration.Record(attempted.Duration.TotalSeconds, outcome);
                break;
            // The end of the workflow that an item began with is the end of the item.
            case WalkEvent.Ended { Walker: { Depth: 0, Branch: null } } ended:
                Telemetry.Items.Add(1, Telemetry.Outcome(WordOf(ended.Outcome)));
                break;
        }
        next.Observe(happened);
    }

    /// <summary>What an attempt came to, in a word: it succeeded, its response was no success, or there was none.</summary>
    public static string OutcomeOf(StepResult result) => result switch
    {
        { Succeeded: true } => "success",
        { StatusCode: not null } => "failure",
        _ => "no-response",
    };

    static string WordOf(ItemOutcome outcome) => outcome switch
    {
        ItemOutcome.Success => "success",
        ItemOutcome.Failed => "failed",
        ItemOutcome.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
