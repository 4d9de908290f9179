using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs.Reservations;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs.Control;

/// <summary>
/// Removes what is kept of a deleted run, a few pages a call, its record last. While instances of the run have not ended it removes
/// nothing, for they might write again. It may be called any number of times, and go on where another call broke off.
/// </summary>
/// <param name="services">What walks are made with.</param>
/// <param name="instances">The host's instances.</param>
public sealed class PurgeActivity(WalkServices services, IInstances instances)
{
    /// <summary>How many entries are removed in one step.</summary>
    public const int PageSize = 256;

    /// <summary>How many pages are removed in one call.</summary>
    public const int PagesPerCall = 16;

    /// <summary>After how long a call removes no further page.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(1);

    readonly ControlNews news = new(services, instances);
    readonly SubmitReservations reservations = new(services);

    /// <summary>Runs it.</summary>
    public async Task<PurgeTurn> RunAsync(PurgeCall call, CancellationToken cancellationToken)
    {
        try
        {
            return new PurgeTurn(await PurgeAsync(call.RunId, cancellationToken));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The orchestration tries again; the operator is to know of it.
            services.Observer.Observe(new WalkEvent.Faulted(new Walker(call.RunId, 0, 0, "", "", "", 0, IsWholeRun: true), exception));
            throw;
        }
    }

    async Task<PurgeProgress> PurgeAsync(string runId, CancellationToken cancellationToken)
    {
        if (await services.Records.FindAnyAsync(runId, cancellationToken) is { } record)
        {
            if (!record.IsDeleted)
                throw new InvalidOperationException($"Run {runId} is not deleted, so it is not purged.");
            // What has not ended makes no call any more, for the flag of a deleted run says so; here it is told not to wait either.
            if (await news.RaiseAsync(record, cancellationToken))
                return PurgeProgress.Waiting;
            if (!await RemoveAsync(record, cancellationToken))
                return PurgeProgress.More;
        }
        return PurgeProgress.Done;
    }

    /// <summary>Removes a few pages; gives whether nothing is left.</summary>
    async Task<bool> RemoveAsync(RunRecord record, CancellationToken cancellationToken)
    {
        var (pages, begun) = (0, services.Time.GetTimestamp());
        foreach (var remove in Removals(record, cancellationToken))
        {
            while (await remove(PageSize) == PageSize)
            {
                if (++pages == PagesPerCall || services.Time.GetElapsedTime(begun) >= LongestCall)
                    return false;
            }
        }
        return true;
    }

    IEnumerable<Func<int, Task<int>>> Removals(RunRecord record, CancellationToken cancellationToken)
    {
        foreach (var prefix in RunKeys.InstancePrefixes(record.RunId))
            yield return top => instances.PurgeAsync(prefix, top, cancellationToken);
        foreach (var prefix in RunKeys.ValuePrefixes(record.RunId))
            yield return top => services.Values.DeleteAsync(prefix, top, cancellationToken);
        yield return top => services.Log.DeleteAsync(record.RunId, top, cancellationToken);
        yield return _ => reservations.ReleaseAsync(record, cancellationToken);
        yield return top => services.Values.DeleteAsync(RunKeys.Record(record.RunId), top, cancellationToken);
    }
}
