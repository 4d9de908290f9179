using ArazzoDurable.Embedded.Execution;

namespace ArazzoDurable.Embedded.Instances;

/// <summary>A task that ended while its instance was suspended.</summary>
/// <param name="Kind">How.</param>
/// <param name="TaskId">Which.</param>
sealed record TaskEnd(HistoryKind Kind, int TaskId);
