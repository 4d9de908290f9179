namespace ArazzoDurable.Runtime.Runs.Control;

/// <summary>
/// The gate that every call of a run passes last of all before it is sent. A call enters, reads the run's control flag, and is sent while
/// it is inside; who changes the flag waits until all are out that were inside. So when a command is acknowledged, every call that saw the
/// flag before is on its way, and none is sent after. That holds among the calls of one process.
/// </summary>
/// <param name="records">The run records, which have the flags.</param>
public sealed class CallGate(RunRecords records)
{
    readonly Lock sync = new();
    readonly Dictionary<string, HashSet<Passage>> inside = new(StringComparer.Ordinal);

    /// <summary>Enters the gate for one call. Whoever enters leaves, by disposing of the passage, as soon as the call is on its way.</summary>
    /// <param name="runId">The run that the call is of.</param>
    /// <param name="generation">The generation of the run that the call is of; for one that is over the gate is closed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Passage> EnterAsync(string runId, int generation, CancellationToken cancellationToken)
    {
        var passage = new Passage(this, runId);
        // Before the flag is read: a command that changes it after has to find this call inside.
        lock (sync)
        {
            if (!inside.TryGetValue(runId, out var passages))
                inside.Add(runId, passages = []);
            passages.Add(passage);
        }
        try
        {
            var record = await records.GetAsync(runId, cancellationToken);
            passage.Control = record.Generation == generation ? record.Control : RunControl.Cancelled;
            return passage;
        }
        catch
        {
            passage.Dispose();
            throw;
        }
    }

    /// <summary>Returns when all calls of a run are out that are inside now.</summary>
    public Task ClearAsync(string runId)
    {
        lock (sync)
            return inside.TryGetValue(runId, out var passages) ? Task.WhenAll(passages.Select(passage => passage.Left)) : Task.CompletedTask;
    }

    internal void Leave(Passage passage)
    {
        lock (sync)
        {
            if (inside.TryGetValue(passage.RunId, out var passages) && passages.Remove(passage) && passages.Count == 0)
                inside.Remove(passage.RunId);
        }
    }
}
