namespace ArazzoDurable.Runtime.Network;

/// <summary>An entry of an allow list that cannot be read.</summary>
/// <param name="Entry">The entry as it was given.</param>
/// <param name="Message">What is wrong with it, in one sentence.</param>
public sealed record HostEntryError(string Entry, string Message);
