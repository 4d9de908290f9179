using System.Globalization;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Http.Tests.OpenApi;

namespace ArazzoDurable.Conformance.Tests.Exchange;

/// <summary>A stream of events as it comes, each piece held to the host's own description.</summary>
sealed class EventStream : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(HostClient.Patience);

    readonly HttpResponseMessage response;
    readonly DescribedAnswers described;
    readonly StreamReader reader;

    EventStream(HttpResponseMessage response, DescribedAnswers described, Stream body)
    {
        this.response = response;
        this.described = described;
        reader = new StreamReader(body, Encoding.UTF8);
    }

    /// <summary>The last block, when it said when to come again: <c>retry: 1000</c>; null: it did not.</summary>
    public string? Retry { get; private set; }

    public static async Task<EventStream> OpenAsync(HttpResponseMessage response, DescribedAnswers described) =>
        new(response, described, await response.Content.ReadAsStreamAsync());

    /// <summary>The next event; null at the end of the stream. Comments are overlooked.</summary>
    public async Task<RunEventBlock?> NextAsync()
    {
        while (await BlockAsync() is { } block)
        {
            described.CheckEvent(block);
            Retry.ShouldBeNull("'retry' is the last line");
            if (block.Split('\n') is [var id, var type, var data])
                return new RunEventBlock(long.Parse(id["id: ".Length..], CultureInfo.InvariantCulture), type["event: ".Length..], JsonElement.Parse(data["data: ".Length..]));
            if (block.StartsWith("retry", StringComparison.Ordinal))
                Retry = block;
        }
        return null;
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }

    async Task<string?> BlockAsync()
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.Length == 0)
                return string.Join('\n', lines);
            lines.Add(line);
        }
        return lines.Count == 0 ? null : throw new ShouldAssertException($"The stream ended within a block: {string.Join('\n', lines)}");
    }
}
