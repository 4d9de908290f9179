using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Reports;

/// <summary>Tells what a run of any number of items came to.</summary>
/// <param name="io">Where to.</param>
/// <param name="results">Reads results that the status does not carry.</param>
/// <param name="seeRest">How to see the failed items that are not told, as a command line.</param>
sealed class RunReport(CommandIo io, ItemResults results, string seeRest)
{
    /// <summary>How many failed items are told.</summary>
    public const int MostTold = 20;

    /// <summary>Writes the status with all results as one line of JSON.</summary>
    public async Task WriteJsonAsync(RunStatus status, CancellationToken cancellationToken) =>
        OutcomeReport.WriteJson(await CompleteAsync(status, cancellationToken), io);

    /// <summary>Writes the outputs of the only item, or how many came to what and which failed.</summary>
    public async Task WriteTextAsync(RunStatus status, CancellationToken cancellationToken)
    {
        if (status.Items.Total == 1)
        {
            OutcomeReport.WriteText(await CompleteAsync(status, cancellationToken), io);
            return;
        }
        await io.Error.WriteLineAsync($"{OutcomeReport.Word(status.Status)}: {CountLine.Of(status.Items)}");
        if (status.Items.Failed > 0)
            await WriteFailedAsync(status, cancellationToken);
    }

    async Task WriteFailedAsync(RunStatus status, CancellationToken cancellationToken)
    {
        var failed = status is { Results: { } known, ResultsTruncated: not true }
            ? known.Where(result => result.Status is ItemOutcome.Failed).Take(MostTold).ToAsyncEnumerable()
            : results(ItemOutcome.Failed, cancellationToken).Take(MostTold);
        await foreach (var result in failed)
            await io.Error.WriteLineAsync($"  {OutcomeReport.Item(result)}");
        if (status.Items.Failed > MostTold)
            await io.Error.WriteLineAsync($"  and {status.Items.Failed - MostTold} more; all of them with  {seeRest}");
    }

    async Task<RunStatus> CompleteAsync(RunStatus status, CancellationToken cancellationToken) => status.ResultsTruncated is true
        ? status with { Results = [.. await results(null, cancellationToken).ToListAsync(cancellationToken)], ResultsTruncated = null }
        : status;
}
