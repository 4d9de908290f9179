using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>
/// Records that were read or written lately, beside the bytes that they were read from or written as. Every turn of every walk reads the
/// record of its run, and it is the same most of the time: where the bytes are the same, they need not be read once more.
/// </summary>
sealed class RecentRecords
{
    const int Places = 128;

    // Where two runs share a place, the later one takes it.
    readonly Kept?[] places = new Kept?[Places];

    /// <summary>The record that is stored so.</summary>
    public RunRecord Read(string runId, StoredValue stored)
    {
        if (Volatile.Read(ref PlaceOf(runId)) is { } kept && kept.Bytes.Span.SequenceEqual(stored.Value.Span))
            return kept.Record;
        var record = RunRecords.Read(stored);
        Keep(record, stored.Value);
        return record;
    }

    /// <summary>Keeps a record that was just written.</summary>
    public void Keep(RunRecord record, ReadOnlyMemory<byte> bytes) => Volatile.Write(ref PlaceOf(record.RunId), new Kept(bytes, record));

    ref Kept? PlaceOf(string runId) => ref places[(uint)runId.GetHashCode(StringComparison.Ordinal) % Places];

    sealed record Kept(ReadOnlyMemory<byte> Bytes, RunRecord Record);
}
