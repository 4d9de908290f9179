namespace ArazzoDurable.Runtime.Runs.Control;

/// <summary>A call inside the <see cref="CallGate"/>. Disposing of it leaves.</summary>
public sealed class Passage : IDisposable
{
    readonly CallGate gate;
    readonly TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Passage(CallGate gate, string runId)
    {
        this.gate = gate;
        RunId = runId;
    }

    /// <summary>What the run's owner wanted when the call had entered; only <see cref="RunControl.Run"/> lets it through.</summary>
    public RunControl Control { get; internal set; }

    /// <summary>Whether the call is to be sent.</summary>
    public bool IsOpen => Control is RunControl.Run;

    internal string RunId { get; }

    internal Task Left => left.Task;

    /// <inheritdoc/>
    public void Dispose()
    {
        gate.Leave(this);
        left.TrySetResult();
    }
}
