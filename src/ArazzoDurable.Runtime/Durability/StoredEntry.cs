namespace ArazzoDurable.Runtime.Durability;

/// <summary>A stored value and its key.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Stored">The value.</param>
public sealed record StoredEntry(string Key, StoredValue Stored);
