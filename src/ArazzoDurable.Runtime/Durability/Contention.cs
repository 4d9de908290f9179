using System.Security.Cryptography;

namespace ArazzoDurable.Runtime.Durability;

/// <summary>
/// How those who write the same value from several hosts make room for each other: whoever has lost twice in a row waits a little before
/// he reads and writes again. Without it, each one who loses costs a read and a write for every write of another. No orchestration may wait so.
/// </summary>
public static class Contention
{
    /// <summary>The pause after the second loss in a row, of which up to a half is taken off by chance; each further one is twice as long.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);

    /// <summary>The longest pause.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits after a loss; not at all after the first one, which is all that most meet.</summary>
    /// <param name="losses">How often in a row the write was lost, from 1.</param>
    /// <param name="time">The clock of the pause.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task PauseAsync(int losses, TimeProvider time, CancellationToken cancellationToken) =>
        losses < 2 ? Task.CompletedTask : Task.Delay(After(losses), time, cancellationToken);

    // Half of the pause is chance, so that those who lost to the same one do not come back together.
    static TimeSpan After(int losses)
    {
        var whole = FirstPause * (1 << Math.Min(losses - 2, 10));
        return (whole < LongestPause ? whole : LongestPause) * (0.5 + (RandomNumberGenerator.GetInt32(500) / 1000.0));
    }
}
