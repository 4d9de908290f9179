using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Storage.Events;

/// <summary>How logs are cut into segments, and what of them is kept in memory.</summary>
sealed record EventLogLimits
{
    /// <summary>How many entries of a run are kept; more while the oldest segment holds one of these.</summary>
    public int Kept { get; init; } = IEventLog.Kept;

    /// <summary>From how many entries a segment is full.</summary>
    public int SegmentEntries { get; init; } = 10_000;

    /// <summary>From how many bytes a segment is full.</summary>
    public int SegmentBytes { get; init; } = 4_194_304;

    /// <summary>From how many blocks, which are appends, a segment is full; the service allows 50,000.</summary>
    public int SegmentBlocks { get; init; } = 40_000;

    /// <summary>How many bytes one append has at the most, for a block is written whole or not at all.</summary>
    public int BlockBytes { get; init; } = 4_194_304;

    /// <summary>How many bytes are read by one request at the most.</summary>
    public int ReadBytes { get; init; } = 4_194_304;

    /// <summary>How many keys of entries are kept in memory, over all runs, to tell what is appended again.</summary>
    public int KeysInMemory { get; init; } = 500_000;

    /// <summary>How many bytes of segments are kept in memory, over all runs, for readers.</summary>
    public int BytesInMemory { get; init; } = 67_108_864;

    /// <summary>How often a reader that waits looks for what other hosts have appended.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(1);
}
