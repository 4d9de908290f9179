using System.Diagnostics;
using System.Globalization;

namespace ArazzoDurable.Cli.Tests;

/// <summary>The real program in a process of its own.</summary>
sealed class ArazzoProcess : IDisposable
{
    readonly Process process;
    readonly Task<string> output;
    readonly Task<string> error;

    ArazzoProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    public static ArazzoProcess Start(IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "arazzo.dll"));
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        return new ArazzoProcess(Process.Start(start)!);
    }

    /// <summary>Ends it as <c>kill -9</c> does, unless it has ended.</summary>
    public void Kill() => process.Kill();

    /// <summary>Asks it to end, as <c>kill</c> does.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end, at most this long; whether it ended.</summary>
    public async Task<bool> EndsWithinAsync(TimeSpan time)
    {
        using var patience = new CancellationTokenSource(time);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
