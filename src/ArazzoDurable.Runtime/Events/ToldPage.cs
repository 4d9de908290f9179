using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Events;

/// <summary>What there is to tell to who follows a run.</summary>
/// <param name="Events">The events, in their order; none when nothing happened for a while.</param>
/// <param name="IsLast">Whether the run has ended, and nothing more is to come.</param>
public sealed record ToldPage(ImmutableArray<ToldEvent> Events, bool IsLast);
