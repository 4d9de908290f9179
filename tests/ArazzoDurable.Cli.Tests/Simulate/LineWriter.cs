using System.Text;
using System.Threading.Channels;

namespace ArazzoDurable.Cli.Tests.Simulate;

/// <summary>Hands on the lines of a command while it runs.</summary>
sealed class LineWriter : TextWriter
{
    readonly Channel<string> lines = Channel.CreateUnbounded<string>();

    public override Encoding Encoding => Encoding.UTF8;

    public override Task WriteLineAsync(string? value)
    {
        lines.Writer.TryWrite(value ?? "");
        return Task.CompletedTask;
    }

    public ValueTask<string> ReadAsync() => lines.Reader.ReadAsync();

    public IReadOnlyList<string> Rest()
    {
        var rest = new List<string>();
        while (lines.Reader.TryRead(out var line))
            rest.Add(line);
        return rest;
    }
}
