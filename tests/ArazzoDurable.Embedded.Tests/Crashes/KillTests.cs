using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ArazzoDurable.Embedded.Tests.Crashes;

[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "The moments of the kills are the same each time.")]
public sealed class KillTests : IDisposable
{
    const int NumbersPerKill = 8;

    static readonly int Kills = Heavy.Count(10, 100);
    static readonly int Target = Kills * NumbersPerKill;

    readonly string folder = Directory.CreateTempSubdirectory("arazzo-kill-").FullName;

    string Ledger => Path.Combine(folder, "ledger");

    [Fact]
    public async Task Process_that_is_killed_again_and_again_ends_right_and_repeats_no_completed_activity()
    {
        var chance = new Random(20300101);
        for (var kill = 0; kill < Kills; kill++)
            await RunAndKillAsync(chance.Next(0, NumbersPerKill));
        (await RunToEndAsync()).ShouldBe($"result {Target}");
        var numbers = (await File.ReadAllLinesAsync(Ledger)).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).ToArray();
        // Each activity is the one after the last, or the last again, which was under way when the process died.
        for (var i = 1; i < numbers.Length; i++)
            (numbers[i] - numbers[i - 1]).ShouldBeInRange(0, 1);
        numbers.Distinct().ShouldBe(Enumerable.Range(0, Target));
        numbers.CountBy(number => number).Sum(count => count.Value - 1).ShouldBeLessThanOrEqualTo(Kills);
    }

    [Fact]
    public async Task Killed_process_leaves_no_lock_and_a_living_one_is_named()
    {
        using var process = Start();
        await process.StandardInput.WriteLineAsync();
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

    /// <summary>Lets the process do so many activities, and kills it while the last of them is being recorded.</summary>
    async Task RunAndKillAsync(int activities)
    {
        using var process = Start();
        for (var leave = 0; leave < activities; leave++)
            await process.StandardInput.WriteLineAsync();
        await process.StandardInput.FlushAsync();
        for (var line = 0; line < activities; line++)
            (await process.StandardOutput.ReadLineAsync().WaitAsync(Bench.Patience)).ShouldNotBeNull("The process has ended by itself.");
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Lets the process do what is left, and gives the last line it prints.</summary>
    async Task<string> RunToEndAsync()
    {
        using var process = Start();
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Bench.Patience);
        await process.WaitForExitAsync();
        return output.TrimEnd().Split('\n')[^1];
    }

    Process Start()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
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
