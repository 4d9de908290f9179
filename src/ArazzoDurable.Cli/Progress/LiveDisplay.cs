using System.Threading.Channels;
using ArazzoDurable.Runtime.Walk;
using Spectre.Console;

namespace ArazzoDurable.Cli.Progress;

/// <summary>Shows where the walks are in one line that is written over, and leaves a line for each step that is behind them.</summary>
/// <param name="output">The terminal.</param>
/// <param name="lines">Words what happened.</param>
/// <param name="time">Counts down to the next poll.</param>
sealed class LiveDisplay(TextWriter output, ProgressLines lines, TimeProvider time) : IProgressDisplay
{
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    readonly LivePosition position = new();

    /// <inheritdoc/>
    public async Task ShowAsync(ChannelReader<WalkEvent> events)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        await console.Status().StartAsync("starting", status => FollowAsync(events, console, status));
        if (position.Leave() is { } last)
            console.WriteLine(last);
    }

    async Task FollowAsync(ChannelReader<WalkEvent> events, IAnsiConsole console, StatusContext status)
    {
        using var timer = new PeriodicTimer(Tick, time);
        var more = events.WaitToReadAsync().AsTask();
        var tick = timer.WaitForNextTickAsync().AsTask();
        while (!more.IsCompleted || await more)
        {
            while (events.TryRead(out var happened))
            {
                if (position.Move(happened, lines.Of(happened), time.GetUtcNow()) is { } behind)
                    console.WriteLine(behind);
            }
            if (more.IsCompleted)
                more = events.WaitToReadAsync().AsTask();
            status.Status = Markup.Escape(position.Text(time.GetUtcNow()));
            await Task.WhenAny(more, tick);
            if (tick.IsCompleted)
                tick = timer.WaitForNextTickAsync().AsTask();
        }
    }
}
