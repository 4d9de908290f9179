namespace ArazzoDurable.Functions.TestHub.Instances;

/// <summary>A durable timer that an orchestration set.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Delay">For how long.</param>
sealed record TimerSet(string InstanceId, TimeSpan Delay);
