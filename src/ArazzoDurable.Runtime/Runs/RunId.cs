using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>
/// The id of a run: a UUID of version 8 whose first 48 bits are the inverted time in milliseconds, so that ids listed in their order
/// come newest first.
/// </summary>
public readonly record struct RunId
{
    const long TimeMask = 0xFFFF_FFFF_FFFF;

    RunId(Guid value) => Value = value;

    /// <summary>The UUID.</summary>
    public Guid Value { get; }

    /// <summary>Makes an id.</summary>
    /// <param name="now">When the run was submitted.</param>
    /// <param name="random">At least ten random bytes.</param>
    public static RunId Create(DateTimeOffset now, ReadOnlySpan<byte> random)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (~now.ToUnixTimeMilliseconds() & TimeMask) << 16);
        random[..10].CopyTo(bytes[6..]);
        bytes[6] = (byte)(0x80 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new RunId(new Guid(bytes, bigEndian: true));
    }

    /// <summary>When it was made, to the millisecond.</summary>
    public DateTimeOffset Time
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            Value.TryWriteBytes(bytes, bigEndian: true, out _);
            return DateTimeOffset.FromUnixTimeMilliseconds(~(BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16) & TimeMask);
        }
    }

    /// <summary>What comes before all ids that are made at a time or earlier, and after those made later, by a millisecond.</summary>
    public static string Bound(DateTimeOffset time) => Create(time, new byte[10]).ToString();

    /// <summary>Reads an id in its usual form of 36 characters.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RunId id)
    {
        var parsed = Guid.TryParseExact(text, "D", out var value);
        id = new RunId(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}
