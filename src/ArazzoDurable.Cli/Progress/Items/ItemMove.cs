using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Progress.Items;

/// <summary>Something that changes how the items of a run are seen to stand.</summary>
abstract record ItemMove
{
    /// <summary>This is how many items stand where.</summary>
    /// <param name="Counts">The numbers.</param>
    /// <param name="State">Where the run stands.</param>
    public sealed record Counted(ItemCounts Counts, RunState State) : ItemMove;

    /// <summary>An item has begun.</summary>
    /// <param name="Item">The item.</param>
    public sealed record Began(int Item) : ItemMove;

    /// <summary>An item is at work; it no longer waits.</summary>
    /// <param name="Item">The item.</param>
    public sealed record Works(int Item) : ItemMove;

    /// <summary>An item waits.</summary>
    /// <param name="Item">The item.</param>
    /// <param name="Until">Until when.</param>
    public sealed record Waits(int Item, DateTimeOffset Until) : ItemMove;

    /// <summary>An item has ended.</summary>
    /// <param name="Item">The item.</param>
    /// <param name="Outcome">How.</param>
    public sealed record Ended(int Item, ItemOutcome Outcome) : ItemMove;

    /// <summary>Where the only item of a run is.</summary>
    /// <param name="StepId">The step.</param>
    /// <param name="Line">What is told of it.</param>
    public sealed record At(string StepId, string Line) : ItemMove;

    /// <summary>A line that is to stay.</summary>
    /// <param name="Line">The line.</param>
    public sealed record Told(string Line) : ItemMove;
}
