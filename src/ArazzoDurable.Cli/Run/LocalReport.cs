using System.Globalization;
using System.Runtime.CompilerServices;
using ArazzoDurable.Cli.Hosting;
using ArazzoDurable.Cli.Reports;
using ArazzoDurable.Runtime.Items;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Run;

/// <summary>Tells what came of a run of this process.</summary>
/// <param name="io">Where to.</param>
/// <param name="host">Has the results.</param>
/// <param name="dataFolder">The data folder of the host.</param>
/// <param name="json">Whether the run status is written as JSON.</param>
/// <param name="reveal">Whether secrets are shown.</param>
sealed class LocalReport(CommandIo io, LocalHost host, string dataFolder, bool json, bool reveal)
{
    const int PageSize = 200;

    /// <summary>Whether the time that it took is left out.</summary>
    public bool IsBrief { get; init; }

    /// <summary>Writes what came of it.</summary>
    public async Task WriteAsync(RunStatus status, CancellationToken cancellationToken)
    {
        var report = new RunReport(
            io, (only, cancelled) => ResultsAsync(status.RunId, only, cancelled), $"arazzo resume {status.RunId} --data {ShellWord.Of(dataFolder)} --json");
        if (json)
        {
            await report.WriteJsonAsync(status, cancellationToken);
            return;
        }
        await report.WriteTextAsync(status, cancellationToken);
        if (!IsBrief && status is { Status: RunState.Success, CompletedAt: { } end })
            await io.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"success after {(end - status.CreatedAt).TotalSeconds:0.0} s"));
    }

    async IAsyncEnumerable<RunResult> ResultsAsync(string runId, ItemOutcome? only, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = "0";
        while (token is not null)
        {
            var from = int.Parse(token, CultureInfo.InvariantCulture);
            var page = await host.Runs.ListItemsAsync(runId, Filter(only), from, PageSize, reveal, cancellationToken)
                ?? throw new InvalidOperationException($"Run {runId} is not in the store.");
            foreach (var item in page.Items.Where(item => item.Result is not null))
                yield return new RunResult(item.ItemIndex, item.Result!.Outcome, item.Result, item.CompletedAt ?? default);
            token = page.ContinuationToken;
        }
    }

    static ItemStatus? Filter(ItemOutcome? only) => only switch
    {
        null => null,
        ItemOutcome.Success => ItemStatus.Success,
        ItemOutcome.Failed => ItemStatus.Failed,
        ItemOutcome.Cancelled => ItemStatus.Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(only)),
    };
}
