using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Durability;

/// <summary>Some entries of a log.</summary>
/// <param name="First">The lowest sequence number that is kept; 0 when the log is empty.</param>
/// <param name="Entries">The entries, in their order.</param>
public sealed record LogPage(long First, ImmutableArray<LoggedEntry> Entries);
