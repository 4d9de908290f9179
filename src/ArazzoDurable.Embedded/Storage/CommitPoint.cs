namespace ArazzoDurable.Embedded.Storage;

/// <summary>A moment of a commit at which a process may die.</summary>
enum CommitPoint
{
    /// <summary>All is written, nothing is durable.</summary>
    Before,

    /// <summary>All is durable, and nobody was told.</summary>
    After,
}
