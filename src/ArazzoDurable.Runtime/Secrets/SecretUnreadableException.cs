namespace ArazzoDurable.Runtime.Secrets;

/// <summary>A sealed value could not be opened: its key is missing, or it is not what was sealed. The message holds no part of the value.</summary>
/// <param name="message">What is wrong, and what to do.</param>
/// <param name="keyId">The id of the key that would be needed; null when this is not the reason.</param>
public sealed class SecretUnreadableException(string message, string? keyId = null) : Exception(message)
{
    /// <summary>The id of the missing key; null when the key is there, and the value is damaged or of another scope.</summary>
    public string? MissingKeyId { get; } = keyId;
}
