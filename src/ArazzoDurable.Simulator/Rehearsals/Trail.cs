using System.Collections.Immutable;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>The visits of a walk so far.</summary>
sealed record Trail
{
    /// <summary>No visits.</summary>
    internal static Trail Start { get; } = new();

    /// <summary>How many there are.</summary>
    internal int Count { get; private init; }

    /// <summary>How many different steps they are visits of.</summary>
    internal int Steps => steps.Count;

    /// <summary>The number that the next entry into a workflow gets.</summary>
    internal int Entries { get; init; }

    Trail? Before { get; init; }

    Visit? Last { get; init; }

    ImmutableHashSet<(string Workflow, string Step)> steps = [];

    /// <summary>The trail with one more visit.</summary>
    internal Trail With(Visit visit) => this with
    {
        Before = this,
        Last = visit,
        Count = Count + 1,
        steps = steps.Add((visit.Workflow, visit.Step.Step.StepId)),
    };

    /// <summary>The visits in their order.</summary>
    internal ImmutableArray<Visit> Visits()
    {
        var visits = new List<Visit>();
        for (var trail = this; trail?.Last is { } last; trail = trail.Before)
            visits.Add(last);
        visits.Reverse();
        return [.. visits];
    }
}
