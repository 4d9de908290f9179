using System.Collections.Immutable;
using ArazzoDurable.Runtime.Events;

namespace ArazzoDurable.Runtime.Items;

/// <summary>Makes visits of the events of an item.</summary>
static class VisitGathering
{
    /// <summary>The visits that events tell of, in the order in which they were first told of.</summary>
    /// <param name="events">The item's events, in their order.</param>
    /// <param name="generation">The item's present generation.</param>
    public static ImmutableArray<ItemVisit> Gather(ImmutableArray<RunEvent> events, int generation)
    {
        var places = new Dictionary<StepVisit, int>();
        var visits = new List<ItemVisit>();
        foreach (var happened in events)
        {
            if (VisitOf(happened) is not { } of)
                continue;
            // The attempt is no part of what sets visits apart.
            if (!places.TryGetValue(of with { Attempt = 0 }, out var place))
            {
                places.Add(of with { Attempt = 0 }, place = visits.Count);
                visits.Add(New(of, happened, generation));
            }
            visits[place] = With(visits[place], happened);
        }
        return [.. visits];
    }

    /// <summary>The visit that an event is about; null when it is about none.</summary>
    public static StepVisit? VisitOf(RunEvent happened) => happened switch
    {
        RunEvent.StepAttempted attempted => attempted.Visit,
        RunEvent.StepCompleted completed => completed.Visit,
        RunEvent.StepWaiting waiting => waiting.Visit,
        _ => null,
    };

    static ItemVisit New(StepVisit of, RunEvent first, int generation) => new()
    {
        Generation = of.Generation == generation ? null : of.Generation,
        WorkflowId = of.WorkflowId,
        Path = of.Path.Length == 0 ? null : of.Path,
        StepId = of.StepId,
        Visit = of.Visit,
        StartedAt = first.At,
    };

    static ItemVisit With(ItemVisit visit, RunEvent happened) => happened switch
    {
        RunEvent.StepAttempted attempted => visit with
        {
            StartedAt = visit.Attempts.IsEmpty ? attempted.StartedAt : visit.StartedAt,
            Attempts = visit.Attempts.Add(new ItemAttempt(
                attempted.Visit.Attempt, attempted.StatusCode, attempted.Success, attempted.Error, attempted.StartedAt, attempted.DurationMs, attempted.Next)),
            NextAttemptAt = null,
        },
        RunEvent.StepCompleted completed => visit with
        {
            Success = completed.Success,
            DurationMs = Math.Max(0, (long)(completed.At - visit.StartedAt).TotalMilliseconds),
            Next = completed.Next,
            NextAttemptAt = null,
        },
        RunEvent.StepWaiting waiting => visit with { NextAttemptAt = waiting.NextAttemptAt },
        _ => visit,
    };
}
