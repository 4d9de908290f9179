using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ArazzoDurable.Http.Tests.Model;

/// <summary>The API that runs call, on the loopback address: <c>POST /calls/{run}/{item}/{step}</c>. It holds, passes or fails calls as it is told.</summary>
sealed class CallServer : IDisposable
{
    const string KeyHeader = "Idempotency-Key:";

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly Lock gate = new();
    readonly List<(Call Call, TaskCompletionSource<Answering> Answer)> held = [];
    readonly List<(Call Call, string Key)> asked = [];
    readonly List<Call> forbidden = [];
    readonly HashSet<int> closed = [];

    public CallServer()
    {
        listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        _ = ServeAsync();
    }

    public Uri Url { get; }

    public Answering Answering { get; set; }

    /// <summary>The calls that are held, in their order.</summary>
    public IReadOnlyList<Call> Held => Read(() => held.Select(each => each.Call).Order(Comparer<Call>.Create(Compare)).ToList());

    /// <summary>All calls that came, each with its key.</summary>
    public IReadOnlyList<(Call Call, string Key)> Asked => Read(() => asked.ToList());

    /// <summary>Calls that came though their run had been told to make none.</summary>
    public IReadOnlyList<Call> Forbidden => Read(() => forbidden.ToList());

    /// <summary>From now on no call of this run may come, or may again.</summary>
    public void Close(int run, bool isClosed) => Read(() => isClosed ? closed.Add(run) : closed.Remove(run));

    /// <summary>Answers a held call.</summary>
    public void Release(Call call, bool success)
    {
        foreach (var answer in Take(each => each == call))
            answer.SetResult(success ? Answering.Pass : Answering.Fail);
    }

    /// <summary>Gives up the calls of a host that has died.</summary>
    public void Drop()
    {
        foreach (var answer in Take(_ => true))
            answer.SetCanceled();
    }

    public void Dispose()
    {
        listener.Dispose();
        Drop();
    }

    public static int Compare(Call one, Call other) => (one.Run, one.Item, one.Step).CompareTo((other.Run, other.Item, other.Step));

    T Read<T>(Func<T> read)
    {
        lock (gate)
            return read();
    }

    List<TaskCompletionSource<Answering>> Take(Func<Call, bool> which) => Read(() =>
    {
        var taken = held.Where(each => which(each.Call)).Select(each => each.Answer).ToList();
        held.RemoveAll(each => which(each.Call));
        return taken;
    });

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
        try
        {
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            if (await reader.ReadLineAsync() is not { } line)
                return;
            var key = "";
            while (await reader.ReadLineAsync() is { Length: > 0 } header)
                key = header.StartsWith(KeyHeader, StringComparison.OrdinalIgnoreCase) ? header[KeyHeader.Length..].Trim() : key;
            var path = line.Split(' ')[1].Split('/')[2..].Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToList();
            var status = await TakeAsync(new Call(path[0], path[1], path[2]), key) is Answering.Fail ? "422 Unprocessable Content" : "200 OK";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}"));
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // The host that called has died.
        }
    }

    Task<Answering> TakeAsync(Call call, string key) => Read(() =>
    {
        asked.Add((call, key));
        if (closed.Contains(call.Run))
            forbidden.Add(call);
        if (Answering is not Answering.Hold)
            return Task.FromResult(Answering);
        var answer = new TaskCompletionSource<Answering>(TaskCreationOptions.RunContinuationsAsynchronously);
        held.Add((call, answer));
        return answer.Task;
    });
}
