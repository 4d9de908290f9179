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

    /// <summary>All that came and was not taken yet, in its order.</summary>
    public IEnumerable<InboxEntry> Inbox => inbox.Values.Concat(unwritten);

    /// <summary>Whether the end of a task is kept until the instance is resumed.</summary>
    public bool Keeps(int taskId) => Inbox.Any(entry => entry.End?.TaskId == taskId);

    /// <summary>Takes in an event that is in the table, unless it was loaded with it.</summary>
    public void Receive(InboxEntry entry)
    {
        if (entry.Id > lastLoaded)
            inbox.TryAdd(entry.Id, entry);
    }

    /// <summary>Takes in what this turn will write.</summary>
    public void ReceiveUnwritten(InboxEntry entry) => unwritten.Add(entry);

    /// <summary>The turn's new entries are written by now, and have their places.</summary>
    public void Written()
    {
        foreach (var entry in unwritten)
            inbox.Add(entry.Id, entry);
        unwritten.Clear();
    }

    /// <summary>Takes the oldest event of a name out that came before an entry.</summary>
    /// <param name="name">The name of the event.</param>
    /// <param name="before">The entry; null: whenever it came.</param>
    public InboxEntry? Take(string name, InboxEntry? before)
    {
        foreach (var entry in Inbox)
        {
            if (entry == before)
                return null;
            if (entry.End is not null || entry.Name != name)
                continue;
            Remove(entry);
            return entry;
        }
        return null;
    }

    /// <summary>Takes an entry out.</summary>
    public void Remove(InboxEntry entry)
    {
        if (!unwritten.Remove(entry))
            inbox.Remove(entry.Id);
    }
}
