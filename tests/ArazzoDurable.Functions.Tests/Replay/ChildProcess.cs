using System.Diagnostics;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>Runs a process to its end, and has none left behind.</summary>
static class ChildProcess
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs it; gives its exit code, and all that it said.</summary>
    /// <exception cref="TimeoutException">It did not end in time, and was killed.</exception>
    public static async Task<(int Code, string Said)> RunAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start).ShouldNotBeNull();
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await Task.WhenAll(said, process.WaitForExitAsync()).WaitAsync(Patience);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        return (process.ExitCode, string.Concat(await said));
    }
}
