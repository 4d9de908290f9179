using ArazzoDurable.Embedded.Execution;
using ArazzoDurable.Embedded.Storage;

namespace ArazzoDurable.Embedded.Instances;

/// <summary>Creates an instance, unless its id is taken.</summary>
sealed class ScheduleWrite(HostCore host, InstanceRecord record) : Write<bool>
{
    protected override bool Perform(SqliteSession session) => InstanceRows.TryInsert(session, record);

    protected override void Publish(bool committed)
    {
        if (committed)
            host.Adopt(record).Post(new Message.Begin());
    }
}

/// <summary>Creates an instance in the place of one that has ended.</summary>
sealed class RestartWrite(HostCore host, InstanceRecord record) : Write<InstanceRecord?>
{
    protected override InstanceRecord? Perform(SqliteSession session)
    {
        if (InstanceRows.Find(session, record.Id) is not { HasEnded: true } before)
            return null;
        InstanceRows.Delete(session, record.Id);
        // Later than all that anybody saw or awaits of the one before.
        var next = record with { Generation = before.Generation + 1, Revision = before.Revision + 1 };
        InstanceRows.TryInsert(session, next);
        return next;
    }

    protected override void Publish(InstanceRecord? committed)
    {
        if (committed is not null)
            host.Replace(committed).Post(new Message.Begin());
    }
}

/// <summary>Keeps an event for an instance that this process does not carry.</summary>
sealed class InboxWrite(HostCore host, string instanceId, InboxEntry entry) : Write<bool>
{
    protected override bool Perform(SqliteSession session)
    {
        entry.Id = host.NextInboxId();
        return InboxRows.TryInsert(session, instanceId, entry);
    }

    protected override void Publish(bool committed)
    {
        if (committed)
            host.Find(instanceId)?.Post(new Message.InboxGrew(entry));
    }
}
