using System.Text;

namespace ArazzoDurable.Cli.Tests;

/// <summary>Catches what is written, and tells when a line comes that a test waits for.</summary>
sealed class WatchedWriter : TextWriter
{
    readonly Lock gate = new();
    readonly StringBuilder written = new();
    readonly List<(string Text, TaskCompletionSource<string> Source)> awaited = [];
    int lineStart;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (gate)
        {
            written.Append(value);
            if (value != '\n')
                return;
            var line = written.ToString(lineStart, written.Length - lineStart).TrimEnd();
            lineStart = written.Length;
            foreach (var (text, source) in awaited.Where(waiter => line.Contains(waiter.Text, StringComparison.Ordinal)))
                source.TrySetResult(line);
        }
    }

    /// <summary>The first line from now on that holds this text; fails after half a minute.</summary>
    public Task<string> LineAsync(string text)
    {
        var source = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
            awaited.Add((text, source));
        return source.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public override string ToString()
    {
        lock (gate)
            return written.ToString();
    }
}
