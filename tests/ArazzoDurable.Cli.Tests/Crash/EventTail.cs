using System.Globalization;
using System.Text.Json;

namespace ArazzoDurable.Cli.Tests.Crash;

/// <summary>Reads the events of a run while its server dies and comes back, each time from the last one that it saw, until the run has ended.</summary>
/// <param name="server">The server.</param>
/// <param name="runId">The run.</param>
sealed class EventTail(KilledServer server, string runId)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    readonly Lock gate = new();
    readonly List<(long Id, JsonElement Told)> seen = [];

    public IReadOnlyList<(long Id, JsonElement Told)> Seen
    {
        get
        {
            lock (gate)
                return [.. seen];
        }
    }

    public int Count
    {
        get
        {
            lock (gate)
                return seen.Count;
        }
    }

    /// <summary>Reads until the run has ended.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        while (!IsOver())
        {
            try
            {
                await FollowAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // The server is gone, and comes back.
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    async Task FollowAsync(CancellationToken cancellationToken)
    {
        var last = Count == 0 ? 0 : Seen[^1].Id;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"api/runs/{runId}/events", UriKind.Relative));
        request.Headers.Add("Last-Event-ID", last.ToString(CultureInfo.InvariantCulture));
        using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        long id = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = long.Parse(line["id: ".Length..], CultureInfo.InvariantCulture);
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && await reader.ReadLineAsync(cancellationToken) is { Length: 0 })
                Add(id, JsonElement.Parse(line["data: ".Length..]));
        }
    }

    void Add(long id, JsonElement told)
    {
        lock (gate)
            seen.Add((id, told));
    }

    bool IsOver() => Count > 0 && Seen[^1].Told.GetProperty("type").ValueEquals("run.completed");
}
