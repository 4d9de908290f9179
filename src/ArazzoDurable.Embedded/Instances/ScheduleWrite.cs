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
