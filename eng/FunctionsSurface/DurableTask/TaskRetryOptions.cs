namespace Microsoft.DurableTask;

/// <summary>No retry is ever asked for: orchestrations decide themselves what is done again.</summary>
public sealed class TaskRetryOptions;
