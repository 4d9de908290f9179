using ArazzoDurable.Cli.Progress.Items;
using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Remote.Follow;

/// <summary>Turns the events of a run into what its display shows.</summary>
/// <param name="isOneItem">Whether the run has one item, whose steps are told.</param>
sealed class RunMoves(bool isOneItem)
{
    /// <summary>How many failed items are told while the run goes on.</summary>
    const int MostFailures = 20;

    int failures;

    /// <summary>The moves that an event makes, in their order.</summary>
    public IEnumerable<ItemMove> Of(RunEvent happened) => happened switch
    {
        RunEvent.RunCreated e => [Counted(e.Run)],
        RunEvent.RunSuspended e => [Counted(e.Run), new ItemMove.Told("suspended")],
        RunEvent.RunResumed e => [Counted(e.Run), new ItemMove.Told("resumed")],
        RunEvent.RunCancelling e => [Counted(e.Run), new ItemMove.Told("being cancelled")],
        RunEvent.RunRestarted e => [Counted(e.Run), new ItemMove.Told("started again")],
        RunEvent.RunSnapshot e => [Counted(e.Run)],
        RunEvent.RunCompleted e => [Counted(e.Run)],
        RunEvent.ItemStarted e => isOneItem ? [] : [new ItemMove.Began(e.ItemIndex)],
        RunEvent.ItemCompleted e => Ended(e),
        RunEvent.StepAttempted e when isOneItem => [new ItemMove.Works(0), new ItemMove.At($"{e.Visit.Path}/{e.Visit.StepId}", Printable.Line(EventLine.Attempt(e)))],
        RunEvent.StepAttempted e => [new ItemMove.Works(e.Visit.ItemIndex)],
        RunEvent.StepWaiting e => [new ItemMove.Waits(e.Visit.ItemIndex, e.NextAttemptAt)],
        _ => [],
    };

    IEnumerable<ItemMove> Ended(RunEvent.ItemCompleted item)
    {
        if (isOneItem)
            return [];
        var ended = new ItemMove.Ended(item.ItemIndex, item.Status);
        return item.Status is ItemOutcome.Failed && ++failures <= MostFailures ? [ended, new ItemMove.Told(EventLine.Of(item))] : [ended];
    }

    static ItemMove.Counted Counted(RunStatus run) => new(run.Items, run.Status);
}
