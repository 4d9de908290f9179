namespace ArazzoDurable.Cli.Progress.Items;

/// <summary>Picks how the progress of items is shown.</summary>
static class ItemsDisplays
{
    /// <summary>A line that is written over for a person at a terminal, some lines for everything else.</summary>
    public static IItemsDisplay For(CommandIo io) =>
        io.IsTerminal ? new LiveItemsDisplay(io.Error, TimeProvider.System) : new PlainItemsDisplay(io.Error, TimeProvider.System);
}
