namespace ArazzoDurable.Runtime.Runs.Control;

/// <summary>Which commands a run takes, by how it stands.</summary>
public static class CommandRules
{
    /// <summary>What a command does to a run.</summary>
    public static Verdict Judge(RunCommand command, RunRecord record) => (StandingOf(record), command) switch
    {
        (Standing.AtWork, RunCommand.Cancel or RunCommand.Suspend) => Verdict.Change,
        (Standing.AtWork, RunCommand.Resume) => Verdict.Nothing,
        (Standing.Suspended, RunCommand.Cancel or RunCommand.Resume) => Verdict.Change,
        (Standing.Suspended, RunCommand.Suspend) => Verdict.Nothing,
        (Standing.Cancelling or Standing.Cancelled, RunCommand.Cancel) => Verdict.Nothing,
        (Standing.Failed or Standing.Cancelled, RunCommand.Rerun) => Verdict.Change,
        (Standing.Success or Standing.Failed or Standing.Cancelled, RunCommand.Delete) => Verdict.Change,
        _ => Verdict.Conflict,
    };

    /// <summary>Why a run does not take a command, and what would do: for a verdict of <see cref="Verdict.Conflict"/>.</summary>
    public static string Explain(RunCommand command, RunRecord record) =>
        $"The run {Found(record)}, so it cannot be {Done(command)}; {Remedy(command, StandingOf(record))}.";

    static Standing StandingOf(RunRecord record) => record switch
    {
        { Status: RunState.Success } => Standing.Success,
        { Status: RunState.Failed } => Standing.Failed,
        { Status: RunState.Cancelled } => Standing.Cancelled,
        { Control: RunControl.Cancelled } => Standing.Cancelling,
        { Control: RunControl.Suspended } => Standing.Suspended,
        _ => Standing.AtWork,
    };

    static string Found(RunRecord record) => StandingOf(record) switch
    {
        Standing.AtWork when record.Status is RunState.Pending => "is pending",
        Standing.AtWork => "is running",
        Standing.Suspended => "is suspended",
        Standing.Cancelling => "is running, and is being cancelled",
        Standing.Success => "has ended with success",
        Standing.Failed => "has failed",
        Standing.Cancelled => "was cancelled",
        _ => throw new InvalidOperationException("A run that stands in an unknown way."),
    };

    static string Done(RunCommand command) => command switch
    {
        RunCommand.Cancel => "cancelled",
        RunCommand.Suspend => "suspended",
        RunCommand.Resume => "resumed",
        RunCommand.Rerun => "rerun",
        RunCommand.Delete => "deleted",
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };

    static string Remedy(RunCommand command, Standing standing) => (command, standing) switch
    {
        (RunCommand.Rerun or RunCommand.Delete, Standing.AtWork or Standing.Suspended) => "wait for its end, or cancel it first",
        (RunCommand.Rerun or RunCommand.Delete, Standing.Cancelling) => "wait until the calls in flight have come back",
        (_, Standing.Cancelling) => "it ends when the calls in flight have come back, and can then be rerun",
        (RunCommand.Rerun, Standing.Success) => "none of its items is left to be walked again; submit it anew",
        (_, Standing.Success) => "submit it anew, or delete it",
        _ => "rerun it to have its failed and cancelled items walked again",
    };

    enum Standing
    {
        AtWork,
        Suspended,
        Cancelling,
        Success,
        Failed,
        Cancelled,
    }
}
