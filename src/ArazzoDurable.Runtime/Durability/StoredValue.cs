namespace ArazzoDurable.Runtime.Durability;

/// <summary>A stored value.</summary>
/// <param name="Value">Its bytes.</param>
/// <param name="EntityTag">What changes whenever the value is written.</param>
public sealed record StoredValue(ReadOnlyMemory<byte> Value, string EntityTag);
