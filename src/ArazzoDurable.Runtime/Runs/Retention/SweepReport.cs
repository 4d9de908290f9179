namespace ArazzoDurable.Runtime.Runs.Retention;

/// <summary>What a sweep did.</summary>
/// <param name="Mended">How many young runs it found standing still, and set going.</param>
/// <param name="Deleted">How many runs it deleted because they had ended long enough ago.</param>
/// <param name="IsComplete">Whether it came to the last run; else the next sweep goes on.</param>
public sealed record SweepReport(int Mended, int Deleted, bool IsComplete);
