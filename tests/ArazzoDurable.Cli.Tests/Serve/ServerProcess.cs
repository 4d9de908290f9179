using System.Diagnostics;

namespace ArazzoDurable.Cli.Tests.Serve;

/// <summary>The real <c>arazzo serve</c> in a process of its own, at a free port.</summary>
sealed class ServerProcess : IDisposable
{
    const string Listening = "listening on ";

    readonly Process process;

    ServerProcess(Process process, Uri url)
    {
        this.process = process;
        Url = url;
    }

    public Uri Url { get; }

    public static async Task<ServerProcess> StartAsync(params string[] args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardError = true };
        foreach (var arg in (string[])[Path.Combine(AppContext.BaseDirectory, "arazzo.dll"), "serve", "--urls", "http://127.0.0.1:0", .. args])
            start.ArgumentList.Add(arg);
        var process = Process.Start(start)!;
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Listening, StringComparison.Ordinal))
            {
                // Somebody has to read on, or the server would wait for it one day.
                _ = process.StandardError.ReadToEndAsync();
                return new ServerProcess(process, new Uri(line[Listening.Length..]));
            }
            said.Add(line);
        }
        throw new InvalidOperationException($"arazzo serve has ended: {string.Join('\n', said)}");
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
