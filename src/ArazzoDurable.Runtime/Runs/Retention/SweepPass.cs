using System.Text;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs.Retention;

/// <summary>
/// One way through a list, some of it at the same time, until the time is up. Where it broke off is kept in the store, and the next pass goes
/// on there before it begins anew: so nothing waits for ever behind what comes before it.
/// </summary>
/// <typeparam name="T">What is in the list.</typeparam>
/// <param name="services">What walks are made with.</param>
/// <param name="part">The name under which its place is kept.</param>
/// <param name="list">Gives the page after an id, of up to <see cref="PageSize"/>; a shorter one is the last.</param>
/// <param name="idOf">The id by which the list is ordered.</param>
/// <param name="see">Sees to one; what it throws is told to the operator, and keeps nobody from the others.</param>
sealed class SweepPass<T>(
    WalkServices services, string part, Func<string?, CancellationToken, Task<IReadOnlyList<T>>> list, Func<T, string> idOf, Func<T, CancellationToken, Task> see)
{
    /// <summary>How many are listed at once.</summary>
    public const int PageSize = 256;

    readonly string place = RunKeys.SweepPlace(part);

    /// <summary>Goes through the list; gives whether it came to its end.</summary>
    /// <param name="isOver">Whether the time is up. A few are seen to in any case.</param>
    /// <param name="cancellationToken">Gives up; what was done stays done.</param>
    public async Task<bool> RunAsync(Func<bool> isOver, CancellationToken cancellationToken)
    {
        if (await services.Records.Store.ReadAsync(place, cancellationToken) is { } kept)
        {
            if (!await FollowAsync(Encoding.UTF8.GetString(kept.Value.Span), isOver, cancellationToken))
                return false;
            await services.Records.Store.TryDeleteAsync(place, kept.EntityTag, cancellationToken);
        }
        return await FollowAsync(null, isOver, cancellationToken);
    }

    async Task<bool> FollowAsync(string? after, Func<bool> isOver, CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await list(after, cancellationToken);
            foreach (var (index, some) in page.Chunk(RunSweep.AtOnce).Index())
            {
                await Task.WhenAll(some.Select(each => TrySeeAsync(each, cancellationToken)));
                after = idOf(some[^1]);
                var isLast = page.Count < PageSize && (index + 1) * RunSweep.AtOnce >= page.Count;
                if (!isLast && isOver())
                {
                    await services.Records.Store.PutAsync(place, Encoding.UTF8.GetBytes(after), cancellationToken);
                    return false;
                }
            }
            if (page.Count < PageSize)
                return true;
        }
    }

    async Task TrySeeAsync(T each, CancellationToken cancellationToken)
    {
        try
        {
            await see(each, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            services.Observer.Observe(new WalkEvent.Faulted(new Walker(idOf(each), 0, 0, "", "", "", 0, IsWholeRun: true), exception));
        }
    }
}
