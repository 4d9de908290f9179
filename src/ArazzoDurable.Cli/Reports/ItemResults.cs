using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Reports;

/// <summary>Reads the results of the items of a run that have ended, in the order of the inputs.</summary>
/// <param name="only">Those that ended so; null: all.</param>
/// <param name="cancellationToken">Gives up.</param>
delegate IAsyncEnumerable<RunResult> ItemResults(ItemOutcome? only, CancellationToken cancellationToken);
