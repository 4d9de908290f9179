using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ArazzoDurable.Runtime.Tests.Runs.Control;

/// <summary>An HTTP server on the loopback address that can hold its answers back. Paths that begin with <c>/fail</c> get 500, others 200.</summary>
sealed class CallServer : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly Lock sync = new();
    readonly List<string> requests = [];
    readonly List<string> keys = [];
    readonly Dictionary<string, int> failing = new(StringComparer.Ordinal);
    readonly List<(int Count, TaskCompletionSource Reached)> awaited = [];
    TaskCompletionSource released = Released();

    public CallServer()
    {
        listener.Start(512);
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        _ = ServeAsync();
    }

    public Uri Url { get; }

    /// <summary>The first lines of the requests so far.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (sync)
                return [.. requests];
        }
    }

    /// <summary>The idempotency keys of the requests so far that have one.</summary>
    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (sync)
                return [.. keys];
        }
    }

    /// <summary>Answers the next calls of a path with 500.</summary>
    public void Fail(string path, int times)
    {
        lock (sync)
            failing[path] = times;
    }

    /// <summary>Holds all answers back from now on.</summary>
    public void Hold() => released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => released.TrySetResult();

    /// <summary>Lets those answers go that are held back, and holds back those that come.</summary>
    public void Step()
    {
        var present = released;
        Hold();
        present.TrySetResult();
    }

    /// <summary>Returns when so many requests have come.</summary>
    public Task ReachedAsync(int count)
    {
        lock (sync)
        {
            if (requests.Count >= count)
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((count, reached));
            return reached.Task.WaitAsync(ControlBench.Patience);
        }
    }

    public void Dispose() => listener.Dispose();

    static TaskCompletionSource Released()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

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
        var length = 0;
        string? key = null;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(header["Content-Length:".Length..], CultureInfo.InvariantCulture);
            if (header.StartsWith("Idempotency-Key:", StringComparison.OrdinalIgnoreCase))
                key = header["Idempotency-Key:".Length..].Trim();
        }
        if (length > 0)
            await reader.ReadBlockAsync(new char[length]);
        Task mayAnswer;
        var path = line.Split(' ')[1];
        var fails = path.StartsWith("/fail", StringComparison.Ordinal);
        lock (sync)
        {
            requests.Add(line);
            if (key is not null)
                keys.Add(key);
            if (failing.GetValueOrDefault(path) is > 0 and var times)
                (failing[path], fails) = (times - 1, true);
            mayAnswer = released.Task;
            foreach (var (_, reached) in awaited.Where(each => each.Count <= requests.Count))
                reached.TrySetResult();
        }
        await mayAnswer;
        var status = fails ? "500 Internal Server Error" : "200 OK";
        var body = line.Contains(" /large", StringComparison.Ordinal) ? $"\"{new string('x', 5000)}\"" : "{}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
    }
}
