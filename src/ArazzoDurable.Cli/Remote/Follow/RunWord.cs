using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Remote.Follow;

/// <summary>Where a run stands, as a word of the API.</summary>
static class RunWord
{
    /// <summary>All words.</summary>
    public static string[] All { get; } = [.. Enum.GetValues<RunState>().Select(Of)];

    /// <summary>The word.</summary>
    public static string Of(RunState state) => state switch
    {
        RunState.Pending => "pending",
        RunState.Running => "running",
        RunState.Suspended => "suspended",
        RunState.Success => "success",
        RunState.Failed => "failed",
        RunState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>What a word of <see cref="All"/> means; null for none.</summary>
    public static RunState? Read(string? word) => word is null ? null : Enum.GetValues<RunState>().First(state => Of(state) == word);
}
