namespace ArazzoDurable.Runtime.Tests.Runs.Retention;

/// <summary>The system's clock, set forward.</summary>
sealed class LaterTime : TimeProvider
{
    /// <summary>By how much.</summary>
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
