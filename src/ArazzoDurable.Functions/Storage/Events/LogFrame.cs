using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Storage.Events;

/// <summary>
/// An entry as it stands in a segment: the length of what follows (4 bytes), the sequence number (8), the item (4; -1 for the whole run), the
/// length of the key (2), the key, the value; numbers little-endian. A frame with the item -2 closes its segment, and its sequence number is
/// the first one of the next segment.
/// </summary>
/// <param name="Sequence">The sequence number.</param>
/// <param name="Item">The item; one of the negative numbers above.</param>
/// <param name="KeyStart">Where the key begins in the bytes that were read.</param>
/// <param name="KeyLength">How many bytes the key has.</param>
/// <param name="End">Where the frame, and its value, end.</param>
readonly record struct LogFrame(long Sequence, int Item, int KeyStart, int KeyLength, int End)
{
    /// <summary>How many characters a key has at the most.</summary>
    public const int LongestKey = 64;

    const int LengthBytes = 4;
    const int HeadBytes = LengthBytes + 8 + 4 + 2;
    const int WholeRun = -1;
    const int Closing = -2;

    public bool IsClosing => Item == Closing;

    /// <summary>Where the value begins.</summary>
    public int ValueStart => KeyStart + KeyLength;

    /// <summary>The item of an entry; null for the whole run.</summary>
    public int? EntryItem => Item == WholeRun ? null : Item;

    /// <summary>How many bytes an entry has as a frame.</summary>
    public static int SizeOf(LogEntry entry) => HeadBytes + Encoding.UTF8.GetByteCount(entry.Key) + entry.Value.Length;

    public static void Write(IBufferWriter<byte> writer, long sequence, LogEntry entry) =>
        Write(writer, sequence, entry.Item ?? WholeRun, Encoding.UTF8.GetBytes(entry.Key), entry.Value.Span);

    /// <summary>Writes the frame that closes a segment.</summary>
    public static void WriteClosing(IBufferWriter<byte> writer, long next) => Write(writer, next, Closing, [], []);

    /// <summary>Reads the frame that begins at a place; false when not all of it is there.</summary>
    /// <exception cref="StoreFailedException">There is no frame.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int start, [NotNullWhen(true)] out LogFrame frame)
    {
        frame = default;
        if (bytes.Length - start < HeadBytes)
            return false;
        var head = bytes[start..];
        var (rest, keyLength) = (BinaryPrimitives.ReadInt32LittleEndian(head), BinaryPrimitives.ReadUInt16LittleEndian(head[16..]));
        if (rest < HeadBytes - LengthBytes + keyLength)
            throw new StoreFailedException("A segment of an event log is damaged: it has a frame that is shorter than its head.");
        if (rest > bytes.Length - start - LengthBytes)
            return false;
        frame = new LogFrame(
            BinaryPrimitives.ReadInt64LittleEndian(head[4..]), BinaryPrimitives.ReadInt32LittleEndian(head[12..]),
            start + HeadBytes, keyLength, start + LengthBytes + rest);
        return true;
    }

    static void Write(IBufferWriter<byte> writer, long sequence, int item, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var head = writer.GetSpan(HeadBytes);
        BinaryPrimitives.WriteInt32LittleEndian(head, HeadBytes - LengthBytes + key.Length + value.Length);
        BinaryPrimitives.WriteInt64LittleEndian(head[4..], sequence);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], item);
        BinaryPrimitives.WriteUInt16LittleEndian(head[16..], (ushort)key.Length);
        writer.Advance(HeadBytes);
        writer.Write(key);
        writer.Write(value);
    }
}
