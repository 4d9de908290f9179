namespace ArazzoDurable.Runtime.Runs.Retention;

/// <summary>What a sweep did.</summary>
/// <param name="Mended">How many runs it found standing still, and set going.</param>
/// <param name="Deleted">How many runs it deleted because they had ended long enough ago.</param>
/// <param name="IsComplete">Whether it came through with all; else the time was up, and the next sweep goes on where it broke off.</param>
public sealed record SweepReport(int Mended, int Deleted, bool IsComplete);
