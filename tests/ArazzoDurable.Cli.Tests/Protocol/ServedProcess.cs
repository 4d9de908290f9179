using System.Diagnostics;

namespace ArazzoDurable.Cli.Tests.Protocol;

/// <summary><c>arazzo serve</c> in a process of its own, at a free port, on a data folder of its own.</summary>
sealed class ServedProcess : IDisposable
{
    const string Listening = "listening on ";

    readonly TemporaryFolder folder;
    readonly Process process;

    ServedProcess(TemporaryFolder folder, Process process, Uri url)
    {
        this.folder = folder;
        this.process = process;
        Client = new HttpClient { BaseAddress = url };
    }

    public HttpClient Client { get; }

    public static async Task<ServedProcess> StartAsync(params string[] args)
    {
        var folder = new TemporaryFolder();
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardError = true };
        foreach (var arg in (string[])[Path.Combine(AppContext.BaseDirectory, "arazzo.dll"), "serve", "--urls", "http://127.0.0.1:0", "--data", folder["data"], .. args])
            start.ArgumentList.Add(arg);
        var process = Process.Start(start)!;
        var log = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            log.Add(line);
            if (!line.StartsWith(Listening, StringComparison.Ordinal))
                continue;
            // What it writes from now on is read, so that it never waits for a reader.
            _ = process.StandardError.ReadToEndAsync();
            return new ServedProcess(folder, process, new Uri(line[Listening.Length..]));
        }
        throw new InvalidOperationException($"The server did not start: {string.Join('\n', log)}");
    }

    public void Dispose()
    {
        Client.Dispose();
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        folder.Dispose();
    }
}
