using System.Threading.Channels;
using Spectre.Console;

namespace ArazzoDurable.Cli.Progress.Items;

/// <summary>Shows how items stand in one line that is written over.</summary>
/// <param name="output">The terminal.</param>
/// <param name="time">Counts down to the next attempt.</param>
sealed class LiveItemsDisplay(TextWriter output, TimeProvider time) : IItemsDisplay
{
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    readonly ItemsPosition position = new();

    /// <inheritdoc/>
    public async Task ShowAsync(ChannelReader<ItemMove> moves)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        await console.Status().StartAsync("starting", status => FollowAsync(moves, console, status));
        if (position.Leave() is { } last)
            console.WriteLine(last);
    }

    async Task FollowAsync(ChannelReader<ItemMove> moves, IAnsiConsole console, StatusContext status)
    {
        using var timer = new PeriodicTimer(Tick, time);
        var more = moves.WaitToReadAsync().AsTask();
        var tick = timer.WaitForNextTickAsync().AsTask();
        while (!more.IsCompleted || await more)
        {
            while (moves.TryRead(out var move))
            {
                if (position.Move(move) is { } line)
                    console.WriteLine(line);
            }
            if (more.IsCompleted)
                more = moves.WaitToReadAsync().AsTask();
            status.Status = Markup.Escape(position.Text(time.GetUtcNow(), withBar: true));
            await Task.WhenAny(more, tick);
            if (tick.IsCompleted)
                tick = timer.WaitForNextTickAsync().AsTask();
        }
    }
}
