using System.Threading.Channels;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Cli.Progress.Items;

/// <summary>Shows the walks of many items of a run in this process: from what walks tell, and from the run's record, which counts.</summary>
/// <param name="display">Shows it.</param>
/// <param name="look">How the run stands.</param>
/// <param name="time">Says when to look again.</param>
sealed class WalkItemsDisplay(IItemsDisplay display, Func<Task<RunStatus?>> look, TimeProvider time) : IProgressDisplay
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    readonly Channel<ItemMove> moves = Channel.CreateUnbounded<ItemMove>(new UnboundedChannelOptions { SingleReader = true });

    /// <inheritdoc/>
    public async Task ShowAsync(ChannelReader<WalkEvent> events)
    {
        var showing = display.ShowAsync(moves.Reader);
        using var end = new CancellationTokenSource();
        var counting = CountAsync(end.Token);
        try
        {
            await foreach (var happened in events.ReadAllAsync())
            {
                if (Of(happened) is { } move)
                    moves.Writer.TryWrite(move);
            }
            await end.CancelAsync();
            await counting;
        }
        finally
        {
            moves.Writer.TryComplete();
            await showing;
        }
    }

    async Task CountAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await LookAsync();
            // The end is no failure.
            await Task.Delay(Pause, time, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await LookAsync();
    }

    async Task LookAsync()
    {
        if (await look() is { } status)
            moves.Writer.TryWrite(new ItemMove.Counted(status.Items, status.Status));
    }

    ItemMove? Of(WalkEvent happened) => happened switch
    {
        WalkEvent.Sending or WalkEvent.Attempted => new ItemMove.Works(happened.Walker.Item),
        WalkEvent.Waiting waiting => new ItemMove.Waits(waiting.Walker.Item, time.GetUtcNow() + waiting.Delay),
        WalkEvent.Ended { Walker: { Depth: 0, Branch: null } } => new ItemMove.Works(happened.Walker.Item),
        WalkEvent.Faulted faulted => new ItemMove.Told($"item {faulted.Walker.Item}: the runner gave way: {faulted.Exception.GetType().Name}: {faulted.Exception.Message}"),
        _ => null,
    };
}
