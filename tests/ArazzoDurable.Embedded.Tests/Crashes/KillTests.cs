using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ArazzoDurable.Embedded.Tests.Crashes;

[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "The moments of the kills are the same each time.")]
public sealed class KillTests : IDisposable
{
    const int Target = 400;

    readonly string folder = Directory.CreateTempSubdirectory("arazzo-kill-").FullName;

    string Ledger => Path.Combine(folder, "ledger");

    [Fact]
    public async Task Process_that_is_killed_again_and_again_ends_right_and_repeats_no_completed_activity()
    {
        var kills = Heavy.Count(10, 100);
        var chance = new Random(20300101);
        string? result = null;
        for (var kill = 0; kill < kills && result is null; kill++)
            result = await RunAsync(killAfter: chance.Next(0, 2 * Target / kills));
        result ??= await RunAsync(killAfter: int.MaxValue);
        result.ShouldBe($"result {Target}");
        var numbers = (await File.ReadAllLinesAsync(Ledger)).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).ToArray();
        // Each activity is the one after the last, or the last again, which was under way when the process died.
        for (var i = 1; i < numbers.Length; i++)
            (numbers[i] - numbers[i - 1]).ShouldBeInRange(0, 1);
        numbers.Distinct().ShouldBe(Enumerable.Range(0, Target));
        numbers.CountBy(number => number).Sum(count => count.Value - 1).ShouldBeLessThanOrEqualTo(kills);
    }

    [Fact]
    public async Task Killed_process_leaves_no_lock_and_a_living_one_is_named()
    {
        using var process = Start();
        (await process.StandardOutput.ReadLineAsync()).ShouldBe("0");
        var options = new EmbeddedOptions { DataFolder = Path.Combine(folder, "data") };
        var refused = await Should.ThrowAsync<Embedded.DataFolders.DataFolderInUseException>(
            () => EmbeddedHost.OpenAsync(options, new EmbeddedRegistry(), CancellationToken.None));
        refused.Message.ShouldContain($"is in use by process {process.Id} (");
        process.Kill();
        await process.WaitForExitAsync();
        await using var host = await EmbeddedHost.OpenAsync(options, new EmbeddedRegistry(), CancellationToken.None);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Runs the process until it has printed so many lines, then kills it; gives its result if it ends before.</summary>
    async Task<string?> RunAsync(int killAfter)
    {
        using var process = Start();
        for (var lines = 0; lines <= killAfter; lines++)
        {
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Bench.Patience);
            line.ShouldNotBeNull("The process has ended without a result.");
            if (line.StartsWith("result", StringComparison.Ordinal))
            {
                await process.WaitForExitAsync();
                return line;
            }
        }
        process.Kill();
        await process.WaitForExitAsync();
        return null;
    }

    Process Start()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "ArazzoDurable.Embedded.CrashHost.dll"),
                Path.Combine(folder, "data"),
                Ledger,
                Target.ToString(CultureInfo.InvariantCulture),
            },
        };
        return Process.Start(start)!;
    }
}
