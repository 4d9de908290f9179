using System.Collections.Immutable;
using ArazzoDurable.Embedded.Storage;

namespace ArazzoDurable.Embedded.Instances;

/// <summary>Removes instances that have ended, and whose parent, if they have one, has ended too: one that goes on may still have to read how they ended.</summary>
sealed class PurgeOfWrite(ImmutableArray<string> ids) : Write<int>
{
    protected override int Perform(SqliteSession session)
    {
        var removed = 0;
        foreach (var id in ids)
        {
            if (InstanceRows.Find(session, id) is not { HasEnded: true } ended
                || (ended.Parent is { } parent && InstanceRows.Find(session, parent) is { HasEnded: false }))
                continue;
            InstanceRows.Delete(session, id);
            removed++;
        }
        return removed;
    }
}

/// <summary>Removes instances that have ended, of those whose ids begin so.</summary>
sealed class PurgeWrite(string prefix, int top) : Write<int>
{
    protected override int Perform(SqliteSession session)
    {
        var ended = InstanceRows.Ended(session, prefix, top);
        foreach (var id in ended)
            InstanceRows.Delete(session, id);
        return ended.Count;
    }
}
