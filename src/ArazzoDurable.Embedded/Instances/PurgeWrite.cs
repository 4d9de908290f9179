using ArazzoDurable.Embedded.Storage;

namespace ArazzoDurable.Embedded.Instances;

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
