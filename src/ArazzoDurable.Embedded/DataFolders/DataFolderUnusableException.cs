namespace ArazzoDurable.Embedded.DataFolders;

/// <summary>The data folder cannot be created or written to.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="reason">Why, as the end of a sentence.</param>
/// <param name="innerException">What the system said.</param>
public sealed class DataFolderUnusableException(string folder, string reason, Exception? innerException = null)
    : IOException($"The data folder '{folder}' cannot be used: {reason}", innerException)
{
    /// <summary>The data folder.</summary>
    public string Folder { get; } = folder;
}
