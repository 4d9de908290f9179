using ArazzoDurable.Embedded.Storage;

namespace ArazzoDurable.Embedded.Runs;

/// <summary>A write to a run store; its result is the new tag, or null when its condition did not hold.</summary>
sealed class EntryWrite(Func<SqliteSession, string?> perform) : Write<string?>
{
    protected override string? Perform(SqliteSession session) => perform(session);
}

/// <summary>A removal from a run store; its result is how many entries were removed.</summary>
sealed class EntryRemoval(string prefix, int top) : Write<int>
{
    protected override int Perform(SqliteSession session) => EntryRows.Delete(session, prefix, top);
}
