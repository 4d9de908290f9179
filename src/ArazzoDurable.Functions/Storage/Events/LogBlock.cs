using System.Buffers;
using System.Collections.Immutable;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Storage.Events;

/// <summary>Entries that are appended together.</summary>
/// <param name="tail">The log as it is known to end.</param>
sealed class LogBlock(LogTail tail)
{
    readonly ArrayBufferWriter<byte> writer = new();
    readonly HashSet<EntryKey> keys = [];

    public ReadOnlyMemory<byte> Bytes => writer.WrittenMemory;

    /// <summary>The keys of its entries.</summary>
    public IReadOnlySet<EntryKey> Keys => keys;

    /// <summary>How many bytes entries need at the most.</summary>
    public static long SizeOf(ImmutableArray<LogEntry> entries) => entries.Sum(entry => (long)LogFrame.SizeOf(entry));

    /// <summary>Adds entries, but for those that the log or the block has already.</summary>
    public void Add(ImmutableArray<LogEntry> entries)
    {
        foreach (var entry in entries)
        {
            var key = EntryKey.Of(entry);
            if (!tail.Has(key) && keys.Add(key))
                LogFrame.Write(writer, tail.Last + keys.Count, entry);
        }
    }
}
