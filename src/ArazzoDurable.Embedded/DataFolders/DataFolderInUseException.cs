namespace ArazzoDurable.Embedded.DataFolders;

/// <summary>Another process works in the data folder; one at a time may.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="holder">Who holds it; null when that cannot be told.</param>
public sealed class DataFolderInUseException(string folder, DataFolderHolder? holder)
    : IOException($"The data folder '{folder}' is in use by {holder?.ToString() ?? "another process"}. One process at a time can work in it.")
{
    /// <summary>The data folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>Who holds it; null when that cannot be told.</summary>
    public DataFolderHolder? Holder { get; } = holder;
}
