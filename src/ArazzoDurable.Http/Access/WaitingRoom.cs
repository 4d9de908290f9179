using System.Globalization;
using ArazzoDurable.Http.Problems;

namespace ArazzoDurable.Http.Access;

/// <summary>Has a seat for each request that may wait at the same time. Safe for use by any number of threads.</summary>
/// <param name="seats">How many.</param>
sealed class WaitingRoom(int seats)
{
    const int PauseSecs = 5;

    int taken;

    /// <summary>Takes a seat until it is disposed of; null when none is free.</summary>
    public IDisposable? Enter()
    {
        if (Interlocked.Increment(ref taken) <= seats)
            return new Seat(this);
        Interlocked.Decrement(ref taken);
        return null;
    }

    /// <summary>Whether no seat is free now.</summary>
    public bool IsFull => Volatile.Read(ref taken) >= seats;

    /// <summary>What a request is told that finds no seat.</summary>
    public Problem Refusal => Problem.Because(
        429, ProblemCodes.TooManyWaiting, string.Create(CultureInfo.InvariantCulture, $"{seats} requests wait already, which is the most that this host takes; ask without waiting, or again in {PauseSecs} s.")) with
    { RetryAfterSecs = PauseSecs };

    sealed class Seat(WaitingRoom room) : IDisposable
    {
        int isFree;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isFree, 1) == 0)
                Interlocked.Decrement(ref room.taken);
        }
    }
}
