namespace ArazzoDurable.Functions.Storage.Events;

/// <summary>How a log came on by an attempt to append to it.</summary>
enum AppendStep
{
    /// <summary>The block is written.</summary>
    Written,

    /// <summary>The log goes on in a new segment; the block is to be made anew.</summary>
    Begun,

    /// <summary>Somebody else came first, and what he wrote was read; the block is to be made anew.</summary>
    Lost,

    /// <summary>There was nothing to write: the block is empty, or there is no log and the block has nothing that opens one.</summary>
    Nothing,
}
