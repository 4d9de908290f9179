using ArazzoDurable.Embedded.Instances;

namespace ArazzoDurable.Embedded.Execution;

/// <summary>An instance in memory. Only the turn at hand touches it.</summary>
sealed class LoadedInstance(InstanceRecord record)
{
    readonly SortedDictionary<long, InboxEntry> inbox = [];
    readonly List<InboxEntry> unwritten = [];
    long lastLoaded;

    public InstanceRecord Record { get; set; } = record;

    /// <summary>The present generation; null before it begins.</summary>
    public LiveGeneration? Live { get; set; }

    /// <summary>Why it cannot be carried on.</summary>
    public NonDeterminismException? Broken { get; set; }

    public int NextSequence { get; set; }

    /// <summary>The time of the instance: that of its last turn, and of the rows that this turn adds.</summary>
    public DateTime LastAt { get; set; } = record.UpdatedAt;

    /// <summary>Fills the inbox with what the table holds.</summary>
    public void LoadInbox(List<InboxEntry> entries)
    {
        foreach (var entry in entries)
            inbox.Add(entry.Id, entry);
        lastLoaded = entries is [.., var last] ? last.Id : 0;
    }

    /// <summary>Takes in an event that is in the table, unless it was loaded with it.</summary>
    public void Receive(InboxEntry entry)
    {
        if (entry.Id > lastLoaded)
            inbox.TryAdd(entry.Id, entry);
    }

    /// <summary>Takes in an event that this turn will write.</summary>
    public void ReceiveUnwritten(InboxEntry entry) => unwritten.Add(entry);

    /// <summary>The turn's new events are written by now, and have their places.</summary>
    public void Written()
    {
        foreach (var entry in unwritten)
            inbox.Add(entry.Id, entry);
        unwritten.Clear();
    }

    /// <summary>Takes the oldest event of a name out.</summary>
    public InboxEntry? Take(string name)
    {
        foreach (var entry in inbox.Values)
        {
            if (entry.Name == name)
            {
                inbox.Remove(entry.Id);
                return entry;
            }
        }
        if (unwritten.Find(candidate => candidate.Name == name) is not { } fresh)
            return null;
        unwritten.Remove(fresh);
        return fresh;
    }
}
