using System.Threading.Channels;

namespace ArazzoDurable.Cli.Progress.Items;

/// <summary>Writes a line whenever another tenth of the items has ended, or something has changed for a while: for logs and pipes.</summary>
/// <param name="output">Where to.</param>
/// <param name="time">Says when a while is over.</param>
sealed class PlainItemsDisplay(TextWriter output, TimeProvider time) : IItemsDisplay
{
    const int Tenths = 10;

    static readonly TimeSpan While = TimeSpan.FromSeconds(10);

    readonly ItemsPosition position = new();
    string? written;
    int tenth;
    DateTimeOffset writtenAt;

    /// <inheritdoc/>
    public async Task ShowAsync(ChannelReader<ItemMove> moves)
    {
        writtenAt = time.GetUtcNow();
        await foreach (var move in moves.ReadAllAsync())
        {
            if (move is ItemMove.At(_, var at))
                await output.WriteLineAsync(at);
            else if (position.Move(move) is { } line)
                await output.WriteLineAsync(line);
            if (position.Total > 1 && IsDue())
                await WriteAsync();
        }
    }

    bool IsDue()
    {
        var now = position.Done * Tenths / position.Total;
        return now > tenth || time.GetUtcNow() - writtenAt >= While;
    }

    async Task WriteAsync()
    {
        tenth = position.Done * Tenths / position.Total;
        writtenAt = time.GetUtcNow();
        var text = position.Text(writtenAt, withBar: false);
        if (text != written)
            await output.WriteLineAsync(text);
        written = text;
    }
}
