using ArazzoDurable.Cli.Progress.Items;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Progress;

/// <summary>Picks how progress is shown.</summary>
static class Displays
{
    /// <summary>A live line for a person at a terminal, a line for each attempt and wait for everything else.</summary>
    /// <param name="io">What it writes to.</param>
    /// <param name="tellRuns">Whether several runs are shown.</param>
    public static IProgressDisplay For(CommandIo io, bool tellRuns)
    {
        var lines = new ProgressLines(tellRuns);
        return io.IsTerminal ? new LiveDisplay(io.Error, lines, TimeProvider.System) : new PlainDisplay(io.Error, lines);
    }

    /// <summary>How many items of one run stand.</summary>
    /// <param name="io">What it writes to.</param>
    /// <param name="look">How the run stands.</param>
    public static IProgressDisplay ForItems(CommandIo io, Func<Task<RunStatus?>> look) =>
        new WalkItemsDisplay(ItemsDisplays.For(io), look, TimeProvider.System);
}
