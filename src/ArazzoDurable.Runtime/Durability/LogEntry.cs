namespace ArazzoDurable.Runtime.Durability;

/// <summary>An entry to be appended to the log of a run.</summary>
/// <param name="Item">The index of the item that it is about; null when it is about the whole run.</param>
/// <param name="Key">What sets it apart from the item's other entries; at most 64 characters.</param>
/// <param name="Value">Its bytes.</param>
public sealed record LogEntry(int? Item, string Key, ReadOnlyMemory<byte> Value);
