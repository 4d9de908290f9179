using System.Threading.Channels;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Cli.Progress;

/// <summary>Writes a line for each attempt and each wait: for logs and pipes.</summary>
/// <param name="output">Where to.</param>
/// <param name="lines">Words what happened.</param>
sealed class PlainDisplay(TextWriter output, ProgressLines lines) : IProgressDisplay
{
    /// <inheritdoc/>
    public async Task ShowAsync(ChannelReader<WalkEvent> events)
    {
        await foreach (var happened in events.ReadAllAsync())
        {
            if (lines.Of(happened) is { } line)
                await output.WriteLineAsync(line);
        }
    }
}
