using ArazzoDurable.Cli.Tests.Serve;

namespace ArazzoDurable.Cli.Tests.Remote;

/// <summary>The real <c>arazzo serve</c> in a process of its own, with a key, and the commands that work on it.</summary>
public sealed class RemoteBench : IAsyncLifetime, IDisposable
{
    public const string Key = "key-of-the-bench";

    TemporaryFolder? data;
    ServerProcess? server;

    public Uri Url => server!.Url;

    public async Task InitializeAsync()
    {
        data = new TemporaryFolder();
        server = await ServerProcess.StartAsync("--data", data["data"], "--allow-host", "127.0.0.1", "--api-key", Key);
    }

    /// <summary>Runs a command on it.</summary>
    public Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args) =>
        Arazzo.RunAsync([KeyValuePair.Create("ARAZZO_API_KEY", Key)], [.. args, "--url", Url.ToString()]);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        server?.Dispose();
        data?.Dispose();
    }
}
