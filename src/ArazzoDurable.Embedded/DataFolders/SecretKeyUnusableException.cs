namespace ArazzoDurable.Embedded.DataFolders;

/// <summary>The key file is not one to trust or to use.</summary>
/// <param name="file">The key file.</param>
/// <param name="reason">Why, as the end of a sentence.</param>
public sealed class SecretKeyUnusableException(string file, string reason) : IOException($"The key file '{file}' cannot be used: {reason}")
{
    /// <summary>The key file.</summary>
    public string File { get; } = file;
}
