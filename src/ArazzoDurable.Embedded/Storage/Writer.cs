using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace ArazzoDurable.Embedded.Storage;

/// <summary>
/// The only one who writes. While one transaction becomes durable, what is handed over meanwhile gathers, and is the next transaction:
/// so the cost of a commit is shared by as many as wait for it.
/// </summary>
sealed class Writer
{
    /// <summary>How long a write that nobody waits for waits for one that is awaited, in milliseconds.</summary>
    const int LongestWaitMs = 100;

    readonly object gate = new();
    readonly Database database;
    readonly Func<CommitPoint, long, bool>? diesAt;
    readonly Action<Exception> fault;
    readonly Thread thread;
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    List<IWrite> waiting = [];
    List<IWrite> batch = [];
    bool awaited;
    Exception? closed;
    long commits;
    bool dead;

    public Writer(Database database, Func<CommitPoint, long, bool>? diesAt, Action<Exception> fault)
    {
        this.database = database;
        this.diesAt = diesAt;
        this.fault = fault;
        thread = new Thread(Run) { IsBackground = true, Name = "arazzo writer" };
        thread.Start();
    }

    /// <summary>How many transactions were committed.</summary>
    public long Commits => Interlocked.Read(ref commits);

    /// <summary>Ends when nothing more is written.</summary>
    public Task Ended => ended.Task;

    /// <summary>Hands a write over; one that comes too late fails at once.</summary>
    /// <param name="write">The write.</param>
    /// <param name="isAwaited">Whether somebody waits for it; if not, it waits a while for a write that is, to share its transaction.</param>
    public void Enqueue(IWrite write, bool isAwaited = true)
    {
        Exception? refusal;
        lock (gate)
        {
            refusal = closed;
            if (refusal is null)
            {
                waiting.Add(write);
                awaited |= isAwaited;
                Monitor.Pulse(gate);
            }
        }
        if (refusal is not null)
            write.Failed(refusal);
    }

    /// <summary>Takes nothing more, and ends when all that was handed over is written.</summary>
    public void Close(Exception reason)
    {
        lock (gate)
        {
            closed ??= reason;
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Dies as the process would: what is not committed by now never is, and nobody is told.</summary>
    public void Abandon()
    {
        lock (gate)
        {
            dead = true;
            closed ??= new ObjectDisposedException(nameof(EmbeddedHost));
            waiting.Clear();
            Monitor.Pulse(gate);
        }
    }

    void Run()
    {
        while (Take())
        {
            if (!Commit())
                break;
            batch.Clear();
        }
        ended.SetResult();
    }

    bool Take()
    {
        lock (gate)
        {
            while (waiting.Count == 0 && closed is null)
                Monitor.Wait(gate);
            var began = Environment.TickCount64;
            while (!awaited && closed is null && began + LongestWaitMs - Environment.TickCount64 is > 0 and var left)
                Monitor.Wait(gate, (int)left);
            awaited = false;
            (batch, waiting) = (waiting, batch);
            return batch.Count > 0;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever fails here fails those that wait.")]
    bool Commit()
    {
        try
        {
            database.Writer.Execute("BEGIN IMMEDIATE");
            foreach (var write in batch)
                write.Apply(database.Writer);
            if (Dies(CommitPoint.Before))
            {
                database.Writer.Execute("ROLLBACK");
                return false;
            }
            database.Writer.Execute("COMMIT");
        }
        catch (Exception exception)
        {
            Fail(exception is SqliteException failure ? DatabaseFailedException.Of(database.File, failure) : exception);
            return false;
        }
        Interlocked.Increment(ref commits);
        if (Dies(CommitPoint.After))
            return false;
        foreach (var write in batch)
            write.Committed();
        return true;
    }

    bool Dies(CommitPoint point)
    {
        if (!Volatile.Read(ref dead) && diesAt?.Invoke(point, commits + (point == CommitPoint.Before ? 1 : 0)) == true)
            Abandon();
        return Volatile.Read(ref dead);
    }

    void Fail(Exception exception)
    {
        TryRollBack();
        List<IWrite> lost;
        lock (gate)
        {
            closed = exception;
            lost = [.. batch, .. waiting];
            waiting.Clear();
        }
        fault(exception);
        foreach (var write in lost)
            write.Failed(exception);
    }

    void TryRollBack()
    {
        try
        {
            database.Writer.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as it does when the disk is full.
        }
    }
}
