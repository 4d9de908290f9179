using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Events;

/// <summary>
/// Follows the events of one run from a place in its log to the run's end. Where the log no longer reaches back, one snapshot stands in the
/// place of what is gone. Used by one reader; it keeps no more than a page in memory, and holds up nobody.
/// </summary>
public sealed class RunFollower
{
    /// <summary>How many events are read at once.</summary>
    public const int PageSize = 256;

    /// <summary>How long the word that a run is over may come after its record says so; then it is not waited for any longer.</summary>
    public static readonly TimeSpan LastWord = TimeSpan.FromSeconds(2);

    readonly WalkServices services;
    readonly RunReader reader;
    readonly string runId;
    long last;
    int? completed;

    /// <summary>Begins to follow.</summary>
    /// <param name="services">What walks are made with.</param>
    /// <param name="reader">Sees to a run that stands still.</param>
    /// <param name="runId">The run.</param>
    /// <param name="last">The last sequence number that the reader has seen; 0 for none.</param>
    internal RunFollower(WalkServices services, RunReader reader, string runId, long last)
    {
        this.services = services;
        this.reader = reader;
        this.runId = runId;
        this.last = last;
    }

    /// <summary>Whether the run has ended and nothing came after what the reader has seen.</summary>
    public async Task<bool> IsOverAsync(CancellationToken cancellationToken)
    {
        if (await services.Records.FindAsync(runId, cancellationToken) is not { } record)
            return true;
        return record.IsEnded && !await HasNextAsync(cancellationToken) && await IsToldAsync(record, cancellationToken);
    }

    /// <summary>The events that come next. Waits for them; after a while without any it gives none.</summary>
    /// <param name="patience">How long to wait at the most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ToldPage> NextAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        // The record goes first: a run that had not ended then has a last word that is yet to be read.
        if (await services.Records.FindAsync(runId, cancellationToken) is not { } record)
            return new ToldPage([], IsLast: true);
        if (await ReadAsync(record, cancellationToken) is { IsEmpty: false } events)
            return new ToldPage(events, record.IsEnded && completed == record.Generation && !await HasNextAsync(cancellationToken));
        if (record.IsEnded && await IsToldAsync(record, cancellationToken))
            return new ToldPage(last == 0 ? [Snapshot(record, 0)] : [], IsLast: true);
        // A run of which nothing is heard may have broken off, and then nobody but who reads it finds that out.
        if (!record.IsEnded && !await WaitAsync(patience, cancellationToken))
            await reader.GetAsync(runId, includeResults: false, reveal: false, cancellationToken);
        return new ToldPage(await ReadAsync(record, cancellationToken), IsLast: false);
    }

    async Task<ImmutableArray<ToldEvent>> ReadAsync(RunRecord record, CancellationToken cancellationToken)
    {
        var page = await services.Log.ReadAsync(runId, last, PageSize, cancellationToken);
        if (page.Entries.IsEmpty)
            return [];
        var events = ImmutableArray.CreateBuilder<ToldEvent>(page.Entries.Length + 1);
        // Sequences have no gaps: what is missing is no longer kept.
        if (page.Entries[0].Sequence > last + 1)
            events.Add(Snapshot(record, page.Entries[0].Sequence - 1));
        events.AddRange(page.Entries.Select(Told));
        last = page.Entries[^1].Sequence;
        return events.ToImmutable();
    }

    ToldEvent Told(LoggedEntry entry)
    {
        if (RunLog.Read(entry.Value) is RunEvent.RunCompleted end)
            completed = end.Generation;
        return new ToldEvent(entry.Sequence, TypeOf(entry.Value), entry.Value);
    }

    ToldEvent Snapshot(RunRecord record, long upTo)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes<RunEvent>(new RunEvent.RunSnapshot(services.Time.GetUtcNow(), record.ToStatus()), RuntimeJson.Default.RunEvent);
        return new ToldEvent(upTo, TypeOf(json), json);
    }

    /// <summary>Whether the end of an ended run has been told to the reader, or will not be.</summary>
    async Task<bool> IsToldAsync(RunRecord record, CancellationToken cancellationToken)
    {
        completed ??= await CompletedAtAsync(last, cancellationToken);
        if (completed == record.Generation)
            return true;
        await WaitAsync(LastWord, cancellationToken);
        return !await HasNextAsync(cancellationToken);
    }

    async Task<int?> CompletedAtAsync(long sequence, CancellationToken cancellationToken)
    {
        if (sequence == 0)
            return null;
        var page = await services.Log.ReadAsync(runId, sequence - 1, 1, cancellationToken);
        return page.Entries is [var entry] && RunLog.Read(entry.Value) is RunEvent.RunCompleted end ? end.Generation : null;
    }

    async Task<bool> HasNextAsync(CancellationToken cancellationToken) =>
        !(await services.Log.ReadAsync(runId, last, 1, cancellationToken)).Entries.IsEmpty;

    /// <summary>Waits for events; gives whether there may be some.</summary>
    async Task<bool> WaitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(patience, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            await services.Log.WaitAsync(runId, last, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    static string TypeOf(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType is JsonTokenType.PropertyName && reader.ValueTextEquals("type"u8) && reader.Read())
                return reader.GetString()!;
        }
        throw new InvalidOperationException("An event in the log has no type.");
    }
}
