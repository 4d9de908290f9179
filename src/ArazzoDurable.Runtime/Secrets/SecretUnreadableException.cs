namespace ArazzoDurable.Runtime.Secrets;

/// <summary>A sealed value could not be opened: its key is missing, or it is not what was sealed. The message holds no part of the value.</summary>
/// <param name="message">What is wrong, and what to do.</param>
public sealed class SecretUnreadableException(string message) : Exception(message);
