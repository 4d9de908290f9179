namespace ArazzoDurable.Http.Access;

/// <summary>Has a seat for each request that may wait at the same time. Safe for use by any number of threads.</summary>
/// <param name="seats">How many.</param>
sealed class WaitingRoom(int seats)
{
    int taken;

    /// <summary>Takes a seat until it is disposed of; null when none is free.</summary>
    public IDisposable? Enter()
    {
        if (Interlocked.Increment(ref taken) <= seats)
            return new Seat(this);
        Interlocked.Decrement(ref taken);
        return null;
    }

    /// <summary>The answer to a request that finds no seat.</summary>
    public ApiResponse Refusal => Problems.Refusals.TooManyWaiting(seats);

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
