namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>How a walk may end.</summary>
/// <param name="Kind">How.</param>
/// <param name="Trail">Its visits.</param>
/// <param name="RepeatFrom">Of a walk without an end: the visit to which it goes back.</param>
sealed record Ending(EndingKind Kind, Trail Trail, int RepeatFrom = 0)
{
    /// <summary>The better of two: the one that succeeds, then the one that visits more different steps, then the first.</summary>
    internal static Ending Better(Ending? first, Ending second) =>
        first is null || second.Kind > first.Kind || (second.Kind == first.Kind && second.Trail.Steps > first.Trail.Steps) ? second : first;
}
