using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ArazzoDurable.Runtime.Tests.Network;

/// <summary>A server on a free port of this machine that answers each request with the bytes that the test says.</summary>
sealed class TinyServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stopping = new();
    readonly Func<Exchange, Task> answer;
    readonly Task accepting;
    int connections;

    public TinyServer(Func<Exchange, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    public TinyServer(string answer)
        : this(exchange => exchange.SendAsync(answer))
    {
    }

    public sealed record Exchange(string Head, string Body, Socket Socket, CancellationToken Stopping)
    {
        public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

        public async Task SendAsync(byte[] bytes) => await Socket.SendAsync(bytes, Stopping);
    }

    public ConcurrentQueue<Exchange> Requests { get; } = new();

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref connections);

    public Uri Url(string path = "/", string host = "127.0.0.1") => new($"http://{host}:{Port}{path}");

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await accepting;
        listener.Dispose();
        stopping.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(stopping.Token);
                Interlocked.Increment(ref connections);
                _ = ServeAsync(socket);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    async Task ServeAsync(Socket socket)
    {
        // An answer without end may never wait; it must not keep the others from being accepted.
        await Task.Yield();
        using (socket)
        {
            try
            {
                while (await ReadAsync(socket) is { } exchange)
                {
                    Requests.Enqueue(exchange);
                    await answer(exchange);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The client or the test is done with the connection.
            }
        }
    }

    async Task<Exchange?> ReadAsync(Socket socket)
    {
        var text = new StringBuilder();
        var buffer = new byte[8192];
        while (true)
        {
            var all = text.ToString();
            if (all.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end && all.Length - end - 4 >= BodyLength(all[..end]))
                return new Exchange(all[..end], all[(end + 4)..], socket, stopping.Token);
            var count = await socket.ReceiveAsync(buffer, stopping.Token);
            if (count == 0)
                return null;
            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
    }

    static int BodyLength(string head) => head.Split("\r\n")
        .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(line => int.Parse(line[15..], CultureInfo.InvariantCulture))
        .FirstOrDefault();
}
