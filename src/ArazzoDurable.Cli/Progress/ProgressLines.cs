using System.Globalization;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Cli.Progress;

/// <summary>Words what happens in walks, a line each.</summary>
/// <param name="tellRuns">Whether each line begins with its run: there are several.</param>
sealed class ProgressLines(bool tellRuns)
{
    readonly Dictionary<string, WalkEvent.Sending> sent = new(StringComparer.Ordinal);

    /// <summary>The line for an event; null when it needs none.</summary>
    public string? Of(WalkEvent happened)
    {
        switch (happened)
        {
            case WalkEvent.Sending sending:
                sent[Key(sending.Walker, sending.StepId)] = sending;
                return null;
            case WalkEvent.Attempted attempted:
                return Begin(attempted.Walker) + Attempt(attempted);
            case WalkEvent.Waiting waiting:
                return $"{Begin(waiting.Walker)}  waiting {Seconds(waiting.Delay)}";
            case WalkEvent.Reported reported:
                return $"{Begin(reported.Walker)}  {Step(reported.Walker, reported.StepId)}: {reported.Report}";
            case WalkEvent.Faulted faulted:
                return $"{Begin(faulted.Walker)}  the runner gave way: {faulted.Exception.GetType().Name}: {faulted.Exception.Message}";
            default:
                return null;
        }
    }

    /// <summary>A time in seconds, such as <c>1.5 s</c>.</summary>
    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");

    /// <summary>A step, with its workflow when that is not the one that was asked for.</summary>
    public static string Step(Walker walker, string stepId) => walker.Depth == 0 ? stepId : $"{walker.WorkflowId}/{stepId}";

    /// <summary>Which visit and attempt it is, unless it is the first.</summary>
    public static string Count(int visit, int attempt) => (visit, attempt) switch
    {
        (_, > 1) => string.Create(CultureInfo.InvariantCulture, $"  (visit {visit}, attempt {attempt})"),
        ( > 1, _) => string.Create(CultureInfo.InvariantCulture, $"  (visit {visit})"),
        _ => "",
    };

    string Attempt(WalkEvent.Attempted attempted)
    {
        var call = sent.Remove(Key(attempted.Walker, attempted.StepId), out var sending) ? $"{sending.Method} {sending.Path}" : "not sent";
        var status = attempted.Result.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "no response";
        var problem = attempted.Result.Problem is { } known ? $"  {known.Message}" : "";
        return $"{Step(attempted.Walker, attempted.StepId)}  {call}  {status}{Count(attempted.Visit, attempted.Attempt)}{problem}";
    }

    string Begin(Walker walker) => tellRuns ? $"{walker.RunId}  " : "";

    // Steps of one workflow may be under way at the same time.
    static string Key(Walker walker, string stepId) => $"{walker.RunId}{walker.Path}/{stepId}";
}
