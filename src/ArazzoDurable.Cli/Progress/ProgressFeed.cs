using System.Threading.Channels;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Cli.Progress;

/// <summary>Takes what walks tell, and has it shown on its own thread, so that no walk waits for a terminal.</summary>
sealed class ProgressFeed : IWalkObserver
{
    readonly Channel<WalkEvent> events = Channel.CreateUnbounded<WalkEvent>(new UnboundedChannelOptions { SingleReader = true });

    /// <inheritdoc/>
    public void Observe(WalkEvent happened) => events.Writer.TryWrite(happened);

    /// <summary>Shows what is told from the beginning, until the work is done; then all that was told has been shown.</summary>
    /// <returns>What the work comes to.</returns>
    public async Task<T> ShowAsync<T>(IProgressDisplay display, Func<Task<T>> work)
    {
        var showing = display.ShowAsync(events.Reader);
        try
        {
            return await work();
        }
        finally
        {
            events.Writer.TryComplete();
            await showing;
        }
    }
}
