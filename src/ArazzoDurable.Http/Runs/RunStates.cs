using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Runs;

/// <summary>The names of run states in requests: those that they have in answers.</summary>
static class RunStates
{
    /// <summary>The names, for a message.</summary>
    public const string Names = "one of pending, running, suspended, success, failed, cancelled";

    public static RunState? Parse(string text) => text switch
    {
        "pending" => RunState.Pending,
        "running" => RunState.Running,
        "suspended" => RunState.Suspended,
        "success" => RunState.Success,
        "failed" => RunState.Failed,
        "cancelled" => RunState.Cancelled,
        _ => null,
    };

    /// <summary>Whether a run that stands so has ended.</summary>
    public static bool IsEnded(this RunState state) => state is RunState.Success or RunState.Failed or RunState.Cancelled;
}
