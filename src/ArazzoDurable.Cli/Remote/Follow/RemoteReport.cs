using System.Runtime.CompilerServices;
using ArazzoDurable.Cli.Reports;
using ArazzoDurable.Runtime.Items;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Remote.Follow;

/// <summary>Tells what came of a run on a server.</summary>
/// <param name="io">Where to.</param>
/// <param name="server">The server.</param>
sealed class RemoteReport(CommandIo io, RemoteServer server)
{
    const int PageSize = 200;

    /// <summary>Writes what came of it.</summary>
    /// <param name="status">The run with its results, as far as they fit into a status.</param>
    /// <param name="json">Whether as JSON.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task WriteAsync(RunStatus status, bool json, CancellationToken cancellationToken)
    {
        var report = new RunReport(io, (only, cancelled) => ResultsAsync(status.RunId, only, cancelled), server.Line($"get {status.RunId} --items --status failed"));
        return json ? report.WriteJsonAsync(status, cancellationToken) : report.WriteTextAsync(status, cancellationToken);
    }

    /// <summary>The results of the items that have ended, page by page.</summary>
    public async IAsyncEnumerable<RunResult> ResultsAsync(string runId, ItemOutcome? only, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in server.Client.ListItemsAsync(runId, Filter(only), only is null ? PageSize : RunReport.MostTold, cancellationToken))
        {
            if (item is { Result: { } result })
                yield return new RunResult(item.ItemIndex, result.Outcome, result, item.CompletedAt ?? default);
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
