namespace ArazzoDurable.Cli.Tests.Serve;

/// <summary><c>arazzo serve</c> in this process, at a free port.</summary>
sealed class RunningServer : IAsyncDisposable
{
    readonly CancellationTokenSource stop = new();
    readonly WatchedWriter error = new();
    readonly HttpClient client = new();
    Task<int> serving = Task.FromResult(0);

    public Uri Url => client.BaseAddress!;

    public string Log => error.ToString();

    public static Task<RunningServer> StartAsync(params string[] args) => StartAsync([], args);

    public static async Task<RunningServer> StartAsync(IReadOnlyCollection<KeyValuePair<string, string>> variables, params string[] args)
    {
        var server = new RunningServer();
        var listening = server.error.LineAsync("listening on ");
        var io = new CommandIo(TextWriter.Null, server.error, IsTerminal: false, _ => null) { Variables = () => variables };
        server.serving = ArazzoCommand.InvokeAsync(["serve", "--urls", "http://127.0.0.1:0", .. args], io, server.stop.Token);
        server.client.BaseAddress = new Uri((await listening)["listening on ".Length..]);
        return server;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    public Task<string> GetTextAsync(string path) => client.GetStringAsync(new Uri(path, UriKind.Relative));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => client.SendAsync(request);

    public async Task<int> StopAsync()
    {
        await stop.CancelAsync();
        return await serving;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        client.Dispose();
        await error.DisposeAsync();
        stop.Dispose();
    }
}
