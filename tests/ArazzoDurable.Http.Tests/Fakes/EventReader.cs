using System.IO.Pipelines;
using System.Text;
using ArazzoDurable.Http.Tests.OpenApi;

namespace ArazzoDurable.Http.Tests.Fakes;

/// <summary>Reads an answer that is a stream, piece by piece as it is flushed, and holds each piece to the API's own description.</summary>
sealed class EventReader : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 1 << 20));
    readonly CancellationTokenSource gone = new();
    readonly StreamReader reader;
    readonly Task writing;

    public EventReader(ApiResponse response)
    {
        reader = new StreamReader(pipe.Reader.AsStream(), Encoding.UTF8);
        writing = WriteAsync(response);
    }

    /// <summary>The next block, without the empty line after it; null at the end.</summary>
    public async Task<string?> NextAsync()
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.Length > 0)
            {
                lines.Add(line);
                continue;
            }
            var block = string.Join('\n', lines);
            AnswerContract.CheckEvent(block);
            return block;
        }
        return lines.Count == 0 ? null : throw new InvalidOperationException("The stream ended within a block.");
    }

    /// <summary>All blocks to the end, each as <c>id type</c>.</summary>
    public async Task<IReadOnlyList<string>> RestAsync()
    {
        var rest = new List<string>();
        while (await NextAsync() is { } block)
            rest.Add(Short(block));
        return rest;
    }

    /// <summary>A block as <c>id type</c>; one that is no event as it is.</summary>
    public static string Short(string block) => block.Split('\n') is [var id, var type, _] ? $"{id["id: ".Length..]} {type["event: ".Length..]}" : block;

    /// <summary>The client goes away; ends when the writing has.</summary>
    public async Task LeaveAsync()
    {
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => writing.WaitAsync(Patience));
    }

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        await Task.WhenAny(writing);
        reader.Dispose();
        gone.Dispose();
    }

    async Task WriteAsync(ApiResponse response)
    {
        var body = pipe.Writer.AsStream();
        await using (body)
            await response.Streamed!(body, gone.Token);
    }
}
