namespace ArazzoDurable.Embedded.Storage;

/// <summary>What somebody has the writer write. Many of them share a transaction.</summary>
interface IWrite
{
    /// <summary>Writes, within the open transaction.</summary>
    void Apply(SqliteSession session);

    /// <summary>It is durable. Called on the writer's thread, in the order of writing; takes no time.</summary>
    void Committed();

    /// <summary>It is not durable, and will not be.</summary>
    void Failed(Exception exception);
}
