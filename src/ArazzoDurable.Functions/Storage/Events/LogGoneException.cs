using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Storage.Events;

/// <summary>The segment that a writer knew as the last one is no longer there: the log was removed, or went on without this host for long.</summary>
sealed class LogGoneException() : StoreFailedException("An event log was removed while it was written to.");
