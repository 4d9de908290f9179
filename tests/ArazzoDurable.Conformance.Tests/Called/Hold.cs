namespace ArazzoDurable.Conformance.Tests.Called;

/// <summary>Holds calls until so many are there, of so many that come in all.</summary>
/// <param name="width">How many are to be there at once.</param>
/// <param name="total">How many come in all.</param>
sealed class Hold(int width, int total)
{
    readonly Lock gate = new();
    readonly List<TaskCompletionSource> held = [];
    int left = total;

    /// <summary>The most calls that were there at once.</summary>
    public int Peak { get; private set; }

    /// <summary>Ends when enough are there.</summary>
    public Task PassAsync()
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            held.Add(turn);
            Peak = Math.Max(Peak, held.Count);
            if (held.Count >= Math.Min(width, left))
            {
                left -= held.Count;
                held.ForEach(each => each.SetResult());
                held.Clear();
            }
            return turn.Task;
        }
    }
}
