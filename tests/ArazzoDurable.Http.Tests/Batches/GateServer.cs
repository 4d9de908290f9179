using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ArazzoDurable.Http.Tests.Batches;

/// <summary>
/// A tiny HTTP server on the loopback address that holds calls of <c>GET /items/{n}</c> until so many of them are there, or all that are
/// left; then it answers those that it holds. It answers 500 for the numbers that are to fail.
/// </summary>
sealed class GateServer : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly Lock gate = new();
    readonly List<TaskCompletionSource> held = [];
    readonly List<(int Count, TaskCompletionSource Reached)> awaited = [];
    int width;
    int left;

    public GateServer()
    {
        listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        _ = ServeAsync();
    }

    public Uri Url { get; }

    /// <summary>The most calls that were there at once.</summary>
    public int Peak { get; private set; }

    /// <summary>The numbers that were asked for, in order.</summary>
    public ConcurrentQueue<int> Asked { get; } = new();

    public Func<int, bool> Fails { get; init; } = _ => false;

    /// <summary>Is called when so many calls are there that they are to be answered, before they are.</summary>
    public Func<Task> Full { get; init; } = () => Task.CompletedTask;

    /// <summary>Ends when it was asked so often, and fails when nobody does within half a minute.</summary>
    public Task WhenAskedAsync(int count)
    {
        lock (gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((count, reached));
            return Asked.Count >= count ? Task.CompletedTask : reached.Task.WaitAsync(Patience);
        }
    }

    /// <summary>From now on calls are held until there are so many, of so many that will come in all.</summary>
    public void Hold(int until, int total)
    {
        lock (gate)
            (width, left) = (until, total);
    }

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
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }
        var number = int.Parse(line.Split(' ')[1]["/items/".Length..], CultureInfo.InvariantCulture);
        Count(number);
        await PassAsync();
        var answer = $$"""{"number": {{number.ToString(CultureInfo.InvariantCulture)}}}""";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {(Fails(number) ? "500 Internal Server Error" : "200 OK")}\r\nContent-Type: application/json\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n{answer}"));
    }

    void Count(int number)
    {
        lock (gate)
        {
            Asked.Enqueue(number);
            foreach (var (_, reached) in awaited.Where(each => Asked.Count >= each.Count))
                reached.TrySetResult();
        }
    }

    async Task PassAsync()
    {
        if (width == 0)
            return;
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        List<TaskCompletionSource> passing = [];
        lock (gate)
        {
            held.Add(turn);
            Peak = Math.Max(Peak, held.Count);
            if (held.Count >= Math.Min(width, left))
                passing = [.. held];
        }
        if (passing.Count > 0)
        {
            // They still count while it is called: a call too many would come now.
            await Full();
            lock (gate)
            {
                left -= passing.Count;
                held.RemoveAll(passing.Contains);
            }
            foreach (var each in passing)
                each.SetResult();
        }
        await turn.Task;
    }
}
