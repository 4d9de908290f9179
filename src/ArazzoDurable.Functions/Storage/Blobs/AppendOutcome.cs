namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>How an append went.</summary>
abstract record AppendOutcome
{
    AppendOutcome()
    {
    }

    /// <summary>The block is written.</summary>
    /// <param name="Blocks">How many blocks the blob has now; 0 when the service does not say so.</param>
    public sealed record Appended(int Blocks) : AppendOutcome;

    /// <summary>The blob does not end where it was thought to end. After an answer that was lost, the block itself may be why.</summary>
    public sealed record Moved : AppendOutcome;

    /// <summary>There is no such blob.</summary>
    public sealed record Missing : AppendOutcome;
}
