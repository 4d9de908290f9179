using System.Text.Json.Serialization;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>How each item of a run ended: two bits an item, so that a record tells it of ten thousand items in 2.5 KB. Immutable.</summary>
[JsonConverter(typeof(ItemOutcomesJson))]
public readonly struct ItemOutcomes : IEquatable<ItemOutcomes>
{
    const int PerByte = 4;
    const int Mask = 0b11;

    readonly byte[]? bits;

    internal ItemOutcomes(byte[] bits) => this.bits = bits;

    internal ReadOnlySpan<byte> Bytes => bits;

    /// <summary>How an item ended; null while it has not.</summary>
    public ItemOutcome? this[int item] => (Bits(item / PerByte) >> Shift(item) & Mask) switch
    {
        0b01 => ItemOutcome.Success,
        0b10 => ItemOutcome.Failed,
        0b11 => ItemOutcome.Cancelled,
        _ => null,
    };

    /// <summary>These outcomes with another one for an item; null: it has not ended.</summary>
    public ItemOutcomes With(int item, ItemOutcome? outcome) => With([item], outcome);

    /// <summary>These outcomes with another one for some items; null: they have not ended.</summary>
    public ItemOutcomes With(IEnumerable<int> items, ItemOutcome? outcome)
    {
        var code = outcome switch
        {
            ItemOutcome.Success => 0b01,
            ItemOutcome.Failed => 0b10,
            ItemOutcome.Cancelled => 0b11,
            null => 0b00,
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
        var changed = bits?.ToArray() ?? [];
        foreach (var item in items)
        {
            if (item / PerByte >= changed.Length)
                Array.Resize(ref changed, item / PerByte + 1);
            ref var place = ref changed[item / PerByte];
            place = (byte)(place & ~(Mask << Shift(item)) | code << Shift(item));
        }
        return new ItemOutcomes(changed);
    }

    /// <inheritdoc/>
    public bool Equals(ItemOutcomes other) => (bits ?? []).AsSpan().SequenceEqual(other.bits ?? []);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ItemOutcomes other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(bits ?? []);
        return hash.ToHashCode();
    }

    /// <summary>Whether both tell the same.</summary>
    public static bool operator ==(ItemOutcomes left, ItemOutcomes right) => left.Equals(right);

    /// <summary>Whether they tell different things.</summary>
    public static bool operator !=(ItemOutcomes left, ItemOutcomes right) => !left.Equals(right);

    int Bits(int index) => bits is not null && index < bits.Length ? bits[index] : 0;

    static int Shift(int item) => item % PerByte * 2;
}
