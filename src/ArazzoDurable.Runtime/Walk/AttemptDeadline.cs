using System.Globalization;
using System.Text;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>When an attempt is aborted (Arazzo 1.1.0, Step Object, <c>timeout</c>).</summary>
/// <param name="At">When.</param>
/// <param name="IsOfWalk">Whether the whole workflow ends then, because the time is up of a step that called it.</param>
/// <param name="Begun">The key under which this delivery of the attempt began the step's time; null when it did not.</param>
sealed record AttemptDeadline(DateTimeOffset At, bool IsOfWalk, string? Begun = null)
{
    /// <summary>
    /// The deadline of the attempt at hand; null when it has none. It is kept before the attempt begins, so that a redelivery after a
    /// crash does not start the step's time anew, and time that passed before the attempt could begin is not lost.
    /// </summary>
    public static async Task<AttemptDeadline?> BeginAsync(WalkTurn turn, DateTimeOffset now, IRunStore store, CancellationToken cancellationToken)
    {
        var ofStep = turn.Step.Timeout is { } timeout ? await KeepAsync(turn, now + timeout, store, cancellationToken) : null;
        return (ofStep, turn.State.Deadline) switch
        {
            (null, null) => null,
            (null, { } walk) => new AttemptDeadline(walk, true),
            ({ } step, { } walk) when walk <= step.At => new AttemptDeadline(walk, true, step.Begun),
            ({ } step, _) => step,
        };
    }

    /// <summary>Takes back the beginning of the step's time, if this delivery made it: the attempt was not made.</summary>
    public async Task ForgetAsync(IRunStore store, CancellationToken cancellationToken)
    {
        if (Begun is { } key)
            await store.DeleteAsync(key, 1, cancellationToken);
    }

    static async Task<AttemptDeadline> KeepAsync(WalkTurn turn, DateTimeOffset deadline, IRunStore store, CancellationToken cancellationToken)
    {
        var (walker, position) = (turn.Walker, turn.Position);
        // One entry for each step, whose deadlines follow each other: a poll keeps no more at its end than at its beginning.
        var key = RunKeys.Value(walker.RunId, "deadline", Number(walker.Item), Number(walker.Generation), walker.Path, position.StepId);
        var attempt = $"{Number(position.Visit)}.{Number(position.Attempt)} ";
        if (await store.ReadAsync(key, cancellationToken) is { } stored
            && Encoding.ASCII.GetString(stored.Value.Span) is var kept && kept.StartsWith(attempt, StringComparison.Ordinal))
        {
            return new AttemptDeadline(DateTimeOffset.ParseExact(kept[attempt.Length..], "O", CultureInfo.InvariantCulture), false);
        }
        await store.PutAsync(key, Encoding.ASCII.GetBytes($"{attempt}{deadline.ToString("O", CultureInfo.InvariantCulture)}"), cancellationToken);
        return new AttemptDeadline(deadline, false, key);
    }

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
