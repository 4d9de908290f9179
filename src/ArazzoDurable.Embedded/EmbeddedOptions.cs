using System.Text.Json;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded;

/// <summary>How an <see cref="EmbeddedHost"/> works.</summary>
public sealed record EmbeddedOptions
{
    /// <summary>The folder that holds all the host keeps. It is created when it is not there, readable by its owner only.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// Who says it holds the folder when another process wants it, such as <c>arazzo serve</c>. Defaults to the program's name. It is written
    /// to a file, so no argument that may be secret belongs in it.
    /// </summary>
    public string Holder { get; init; } = Path.GetFileNameWithoutExtension(Environment.ProcessPath) ?? "a program";

    /// <summary>The clock of timers and time stamps. Defaults to the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How inputs, results, events and statuses become JSON. Defaults to <see cref="RuntimeJson"/>.</summary>
    public JsonSerializerOptions JsonSerializerOptions { get; init; } = RuntimeJson.Default.Options;

    /// <summary>How many unfinished instances stay in memory, from 1; beyond, idle ones are dropped and rebuilt from their history when something arrives. Defaults to 10,000.</summary>
    public int MaxLiveInstances { get; init; } = 10_000;

    /// <summary>How many activities run at once, from 1; the others wait their turn. Defaults to 256.</summary>
    public int MaxConcurrentActivities { get; init; } = 256;

    /// <summary>
    /// How long closing the host lets running activities go on, from zero; then they are cancelled. One that does not heed that is waited for
    /// as long again. Defaults to 5 seconds of real time.
    /// </summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many entries of a run's log are kept, from 1. Defaults to <see cref="IEventLog.Kept"/>.</summary>
    internal int KeptEvents { get; init; } = IEventLog.Kept;

    /// <summary>The most pages the database may have, as if the disk were full beyond; 0 for no limit. For tests.</summary>
    internal int MaxPages { get; init; }

    /// <summary>Whether the host dies at this point of this commit, counted from 1. For tests.</summary>
    internal Func<CommitPoint, long, bool>? DiesAt { get; init; }
}
