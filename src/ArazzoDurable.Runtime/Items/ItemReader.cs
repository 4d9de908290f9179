using System.Collections.Immutable;
using System.Globalization;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Items;

/// <summary>Tells how the items of runs stand: by the run's record, and what is more by the item's result and its last events. Reads no instance.</summary>
/// <param name="services">What walks are made with.</param>
sealed class ItemReader(WalkServices services)
{
    /// <summary>How many events of an item are read for its visits.</summary>
    public const int VisitEvents = 1000;

    /// <summary>How many events of an item are read in a listing.</summary>
    public const int ListedEvents = 32;

    /// <summary>How many bytes of results a page holds at the most, but for its first item.</summary>
    public const int PageBytes = RunStatus.ResultBytes;

    readonly RunResults results = new(services);

    /// <summary>The items of a run, in their order; null when there is no run of this id.</summary>
    public async Task<ItemPage?> ListAsync(string runId, ItemStatus? filter, int from, int top, bool reveal, CancellationToken cancellationToken)
    {
        if (await services.Records.FindAsync(runId, cancellationToken) is not { } record)
            return null;
        var claimed = Claimed(record);
        var items = ImmutableArray.CreateBuilder<ItemState>();
        var bytes = 0L;
        for (var index = from; index < record.Items.Total; index++)
        {
            var status = StatusOf(record, claimed, index);
            if (filter is not null && status != filter)
                continue;
            if (items.Count == top)
                return Page(items, index);
            var item = await StateAsync(record, index, status, await EventsAsync(record, index, ListedEvents, cancellationToken), reveal, cancellationToken);
            bytes += item.Result is { } result ? JsonLength.Of(result, RuntimeJson.Default.ItemResult) : 0;
            if (bytes > PageBytes && items.Count > 0)
                return Page(items, index);
            items.Add(item);
        }
        return new ItemPage(items.ToImmutable(), null);
    }

    /// <summary>An item of a run with its visits; null when there is no such run or item.</summary>
    public async Task<ItemState?> GetAsync(string runId, int index, bool reveal, CancellationToken cancellationToken)
    {
        if (await services.Records.FindAsync(runId, cancellationToken) is not { } record || index < 0 || index >= record.Items.Total)
            return null;
        var events = await EventsAsync(record, index, VisitEvents + 1, cancellationToken);
        var item = await StateAsync(record, index, StatusOf(record, Claimed(record), index), events, reveal, cancellationToken);
        var isMore = events.Length > VisitEvents;
        return item with
        {
            Visits = VisitGathering.Gather(isMore ? events[1..] : events, record.Generation),
            VisitsTruncated = isMore ? true : null,
        };
    }

    static ItemPage Page(ImmutableArray<ItemState>.Builder items, int next) => new(items.ToImmutable(), next.ToString(CultureInfo.InvariantCulture));

    Task<ImmutableArray<RunEvent>> EventsAsync(RunRecord record, int index, int top, CancellationToken cancellationToken) =>
        services.Log.ReadItemAsync(record.RunId, index, top, cancellationToken);

    static HashSet<int> Claimed(RunRecord record) => [.. record.Lanes.Select(lane => lane.Item).OfType<int>()];

    static ItemStatus StatusOf(RunRecord record, HashSet<int> claimed, int index) => record.Outcomes[index] switch
    {
        ItemOutcome.Success => ItemStatus.Success,
        ItemOutcome.Failed => ItemStatus.Failed,
        ItemOutcome.Cancelled => ItemStatus.Cancelled,
        null when record.IsOneItem || claimed.Contains(index) => ItemStatus.Running,
        null => ItemStatus.Pending,
        _ => throw new InvalidOperationException("An outcome of an unknown kind."),
    };

    async Task<ItemState> StateAsync(
        RunRecord record, int index, ItemStatus status, ImmutableArray<RunEvent> events, bool reveal, CancellationToken cancellationToken)
    {
        var item = new ItemState { ItemIndex = index, Status = status, StartedAt = StartOf(record, events) };
        if (await results.ReadAsync(record, [index], reveal, cancellationToken) is [var result])
        {
            return item with { CompletedAt = result.CompletedAt, Result = result.Result };
        }
        return status is ItemStatus.Running ? At(item, record, events) : item;
    }

    // The only item of a run begins with it.
    static DateTimeOffset? StartOf(RunRecord record, ImmutableArray<RunEvent> events) =>
        events.OfType<RunEvent.ItemStarted>().LastOrDefault(started => started.Generation == record.Generation)?.At
        ?? (record is { IsOneItem: true, Generation: 0 } ? record.CreatedAt : null);

    /// <summary>Where the last event of the present generation says that the item is.</summary>
    ItemState At(ItemState item, RunRecord record, ImmutableArray<RunEvent> events) =>
        events.LastOrDefault(happened => VisitGathering.VisitOf(happened)?.Generation == record.Generation) switch
        {
            RunEvent.StepWaiting waiting => Visiting(item, waiting.Visit) with
            {
                // A time that has passed is no longer waited for.
                NextAttemptAt = waiting.NextAttemptAt > services.Time.GetUtcNow() ? waiting.NextAttemptAt : null,
            },
            RunEvent.StepAttempted { Next.Move: MoveKind.Retry } attempted => Visiting(item, attempted.Visit) with { Attempt = attempted.Visit.Attempt + 1 },
            RunEvent.StepAttempted attempted => Visiting(item, attempted.Visit),
            RunEvent.StepCompleted completed => item with { Step = completed.Next.StepId },
            _ => item,
        };

    static ItemState Visiting(ItemState item, StepVisit visit) => item with { Step = visit.StepId, Visit = visit.Visit, Attempt = visit.Attempt };
}
