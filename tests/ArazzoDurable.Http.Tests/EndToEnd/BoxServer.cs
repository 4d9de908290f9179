using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ArazzoDurable.Http.Tests.EndToEnd;

/// <summary>A tiny HTTP server on the loopback address: makes a box, and says that it runs when it is asked for the third time.</summary>
sealed class BoxServer : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    int looks;

    public BoxServer()
    {
        listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1");
        _ = ServeAsync();
    }

    public Uri Url { get; }

    /// <summary>The first lines and the bodies of the requests so far.</summary>
    public ConcurrentQueue<(string Line, string Body)> Requests { get; } = new();

    /// <summary>When each of them was there, in ticks of <see cref="Stopwatch"/>.</summary>
    public ConcurrentQueue<long> Arrivals { get; } = new();

    /// <summary>Takes place before a request is answered, by its first line.</summary>
    public Func<string, Task> BeforeAnswer { get; init; } = _ => Task.CompletedTask;

    /// <summary>How many seconds the answer to the n-th look asks to wait; null: it says nothing of it.</summary>
    public Func<int, int?> RetryAfter { get; init; } = _ => null;

    public void Dispose() => listener.Dispose();

    async Task ServeAsync()
    {
        try
        {
            // Side by side: a client may open a connection that it then does not use.
            while (true)
                _ = AnswerAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    async Task AnswerAsync(TcpClient client)
    {
        using var accepted = client;
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        if (await reader.ReadLineAsync() is not { } line)
            return;
        var length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(header["Content-Length:".Length..], System.Globalization.CultureInfo.InvariantCulture);
        }
        var body = new char[length];
        // To read nothing would still wait for something.
        if (length > 0)
            await reader.ReadBlockAsync(body);
        Arrivals.Enqueue(Stopwatch.GetTimestamp());
        Requests.Enqueue((line, new string(body)));
        await BeforeAnswer(line);
        var (status, answer) = line.StartsWith("POST", StringComparison.Ordinal)
            ? ("201 Created", """{"id": "b1"}""")
            : ("200 OK", $$"""{"state": "{{(++looks < 3 ? "starting" : "running")}}"}""");
        var wait = line.StartsWith("GET", StringComparison.Ordinal) && RetryAfter(looks) is { } seconds ? $"Retry-After: {seconds}\r\n" : "";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\n{wait}Content-Type: application/json\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n{answer}"));
    }
}
