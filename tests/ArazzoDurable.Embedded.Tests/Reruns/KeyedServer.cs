using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ArazzoDurable.Embedded.Tests.Reruns;

/// <summary>
/// A tiny HTTP server on the loopback address that knows calls by their <c>Idempotency-Key</c>, as a careful API does: it answers the same
/// key the same, and fails a path as often, counted by keys, as it was told to.
/// </summary>
sealed class KeyedServer : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentDictionary<string, int> failing = new(StringComparer.Ordinal);
    readonly Lock gate = new();
    readonly List<(string Path, string Key, int Status)> carriedOut = [];

    public KeyedServer()
    {
        listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        _ = ServeAsync();
    }

    public Uri Url { get; }

    /// <summary>What was carried out: each key once, in the order of their first arrival.</summary>
    public IReadOnlyList<(string Path, string Key, int Status)> CarriedOut
    {
        get
        {
            lock (gate)
                return [.. carriedOut];
        }
    }

    /// <summary>The paths that were carried out.</summary>
    public IEnumerable<string> Paths => CarriedOut.Select(call => call.Path);

    /// <summary>How many requests arrived.</summary>
    public int Arrived { get; private set; }

    public void Fail(string path, int times) => failing[path] = times;

    public void Dispose() => listener.Dispose();

    async Task ServeAsync()
    {
        try
        {
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
        var key = "";
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Idempotency-Key:", StringComparison.OrdinalIgnoreCase))
                key = header["Idempotency-Key:".Length..].Trim();
        }
        var (status, body) = Answer(line.Split(' ')[1], key);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status} Said\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
    }

    (int Status, string Body) Answer(string path, string key)
    {
        lock (gate)
        {
            Arrived++;
            var known = carriedOut.FindIndex(call => call.Key == key);
            if (known < 0)
            {
                var fails = failing.GetValueOrDefault(path);
                if (fails > 0)
                    failing[path] = fails - 1;
                carriedOut.Add((path, key, fails > 0 ? 500 : 200));
                known = carriedOut.Count - 1;
            }
            return (carriedOut[known].Status, $$"""{"x": "{{path[1..]}}"}""");
        }
    }
}
