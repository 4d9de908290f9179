namespace ArazzoDurable.Runtime.Durability;

/// <summary>An entry in the log of a run.</summary>
/// <param name="Sequence">Its place in the log, from 1.</param>
/// <param name="Item">The index of the item that it is about; null when it is about the whole run.</param>
/// <param name="Value">Its bytes.</param>
public sealed record LoggedEntry(long Sequence, int? Item, ReadOnlyMemory<byte> Value);
