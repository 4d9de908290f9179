namespace ArazzoDurable.Functions.Storage;

/// <summary>A setting does not say where Blob Storage is, or how to be let in. Its text names the setting, and never a key.</summary>
/// <param name="setting">The setting.</param>
/// <param name="reason">What was found and what was expected, as the end of a sentence.</param>
sealed class StorageSettingException(string setting, string reason) : Exception($"The setting {setting} {reason}");
