using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Cli.Progress;

/// <summary>Where the walks are, in a line.</summary>
sealed class LivePosition
{
    string? last;
    string? lastStep;
    string now = "starting";
    DateTimeOffset? due;

    /// <summary>Takes an event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="line">Its line; null when it needs none.</param>
    /// <param name="at">When it came.</param>
    /// <returns>The line of the step that is behind the walk now, or one to be read at once; null when there is none.</returns>
    public string? Move(WalkEvent happened, string? line, DateTimeOffset at)
    {
        switch (happened)
        {
            case WalkEvent.Sending sending:
                due = null;
                now = $"{ProgressLines.Step(sending.Walker, sending.StepId)}  {sending.Method} {sending.Path}{ProgressLines.Count(sending.Visit, sending.Attempt)}";
                return Key(sending.Walker, sending.StepId) == lastStep ? null : Leave();
            case WalkEvent.Attempted attempted:
                var key = Key(attempted.Walker, attempted.StepId);
                var behind = key == lastStep ? null : Leave();
                (last, lastStep) = (line, key);
                now = line ?? now;
                return behind;
            case WalkEvent.Waiting waiting:
                due = at + waiting.Delay;
                return null;
            case WalkEvent.Reported:
                return line;
            default:
                return null;
        }
    }

    /// <summary>The line now.</summary>
    public string Text(DateTimeOffset at) => due is { } next && next > at
        ? $"{now}  next in {ProgressLines.Seconds(TimeSpan.FromSeconds(Math.Ceiling((next - at).TotalSeconds)))}"
        : now;

    /// <summary>The line of the last step, once.</summary>
    public string? Leave()
    {
        var line = last;
        (last, lastStep) = (null, null);
        return line;
    }

    static string Key(Walker walker, string stepId) => $"{walker.RunId}{walker.Path}/{stepId}";
}
