using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Runs.Control;

/// <summary>A run that is brought to a step boundary and steered there. Whatever is told of it is checked for what must always hold.</summary>
sealed class BoundaryRun : IAsyncDisposable
{
    const int MaxConcurrency = 4;

    readonly TaskCompletionSource mayBegin = new();
    readonly int boundary;
    volatile bool isShut;
    int sentWhileShut;
    int told;

    BoundaryRun(ControlBench bench, int items, int boundary)
    {
        (Bench, Items, this.boundary) = (bench, items, boundary);
        bench.Happened = happened =>
        {
            if (happened is WalkEvent.Sending && isShut)
                Interlocked.Increment(ref sentWhileShut);
        };
    }

    public ControlBench Bench { get; }

    public int Items { get; }

    public string RunId { get; private set; } = "";

    /// <summary>How many items are at work at the boundary.</summary>
    int AtWork => Math.Min(Items, MaxConcurrency);

    public static async Task<BoundaryRun> OpenAsync(string flow, int items, int boundary = 0) =>
        new(await ControlBench.OpenAsync(flow, cancelPatience: TimeSpan.Zero), items, boundary);

    /// <summary>Starts a run, and brings it to a boundary.</summary>
    public static async Task<BoundaryRun> ReachAsync(string flow, int items, int boundary)
    {
        var run = await OpenAsync(flow, items, boundary);
        var begun = new Tally();
        if (boundary == 0)
        {
            run.Bench.BeforeStep = (_, cancelled) =>
            {
                begun.Add();
                return run.mayBegin.Task.WaitAsync(cancelled);
            };
        }
        run.Bench.Server.Hold();
        await run.SubmitAsync();
        if (boundary == 0)
            await begun.ReachedAsync(run.AtWork);
        for (var step = 1; step <= boundary; step++)
        {
            await run.Bench.Server.ReachedAsync(run.AtWork * step);
            if (step < boundary)
                run.Bench.Server.Step();
        }
        return run;
    }

    public async Task SubmitAsync() => RunId = await Bench.SubmitItemsAsync(Items, MaxConcurrency);

    /// <summary>Lets all go on that is held back, and holds nothing back any more.</summary>
    public void Release()
    {
        mayBegin.TrySetResult();
        Bench.Server.Release();
    }

    /// <summary>A command after whose acknowledgement nothing may be sent.</summary>
    public async Task<RunStatus> ShutAsync(RunCommand command)
    {
        var status = Checked(await Bench.AcceptedAsync(RunId, command));
        isShut = true;
        return status;
    }

    /// <summary>A command after which calls may be sent again.</summary>
    public async Task<RunStatus> OpenAsync(RunCommand command)
    {
        isShut = false;
        return Checked(await Bench.AcceptedAsync(RunId, command));
    }

    public async Task<RunStatus> RerunAsync()
    {
        var status = await OpenAsync(RunCommand.Rerun);
        status.CompletedAt.HasValue.ShouldBe(status.Status is not RunState.Running, "it vanishes when a rerun starts");
        return status;
    }

    /// <summary>Returns when all that was at work is held; false when there was nothing left to hold, so that the run ended.</summary>
    public async Task<bool> HeldAsync()
    {
        if (Items == 1 && boundary == 4)
            return false;
        await Bench.Held.ReachedAsync(AtWork);
        return true;
    }

    /// <summary>Returns when the run has ended so, with all its results, and its log tells all of it.</summary>
    public async Task<RunStatus> EndedAsync(RunState state)
    {
        var status = Checked((await Bench.Runs.WaitAsync(RunId, includeResults: true, reveal: false, CancellationToken.None).WaitAsync(ControlBench.Patience))!);
        status.Status.ShouldBe(state);
        status.CompletedAt.ShouldNotBeNull();
        status.Results!.Value.Length.ShouldBe(Items);
        status.Results!.Value.CountBy(result => result.Status).OrderBy(each => each.Key).Select(each => (each.Key, each.Value)).ShouldBe(
            new[] { (ItemOutcome.Success, status.Items.Success), (ItemOutcome.Failed, status.Items.Failed), (ItemOutcome.Cancelled, status.Items.Cancelled) }
                .Where(each => each.Item2 > 0).OrderBy(each => each.Item1));
        sentWhileShut.ShouldBe(0, "a call passed the gate after the acknowledgement");
        // The record ends a moment before that is told; the instance ends after.
        await Bench.Host.Instances.WaitForCompletionAsync(RunId, CancellationToken.None).WaitAsync(ControlBench.Patience);
        await CheckEventsAsync();
        return status;
    }

    public void ShouldHaveCalledUpToTheBoundary() => Bench.Server.Requests.Count.ShouldBe(AtWork * boundary);

    public Task<RunRecord> RecordAsync() => Bench.Services.Records.GetAsync(RunId, CancellationToken.None);

    public async Task<ImmutableArray<RunEvent>> EventsAsync()
    {
        var page = await Bench.Host.EventLog.ReadAsync(RunId, 0, 10_000, CancellationToken.None);
        return [.. page.Entries.Select(entry => JsonSerializer.Deserialize(entry.Value.Span, RuntimeJson.Default.RunEvent)!)];
    }

    public ValueTask DisposeAsync()
    {
        Release();
        return Bench.DisposeAsync();
    }

    /// <summary>The log begins with the creation and ends with the end; each item that began ended, once in each generation.</summary>
    async Task CheckEventsAsync()
    {
        var events = await EventsAsync();
        events[0].ShouldBeOfType<RunEvent.RunCreated>();
        events[^1].ShouldBeOfType<RunEvent.RunCompleted>();
        events.Length.ShouldBeGreaterThanOrEqualTo(told);
        told = events.Length;
        var begun = events.OfType<RunEvent.ItemStarted>().Select(each => (each.ItemIndex, each.Generation)).ToList();
        begun.Order().ShouldBe(events.OfType<RunEvent.ItemCompleted>().Select(each => (each.ItemIndex, each.Generation)).Order());
        begun.ShouldBeUnique();
        foreach (var happened in events)
            _ = StatusOf(happened) is { } status ? Checked(status) : null;
        events.OfType<RunEvent.RunRestarted>().Count().ShouldBe((await RecordAsync()).Generation);
    }

    static RunStatus? StatusOf(RunEvent happened) => happened switch
    {
        RunEvent.RunCreated created => created.Run,
        RunEvent.RunSuspended suspended => suspended.Run,
        RunEvent.RunResumed resumed => resumed.Run,
        RunEvent.RunCancelling cancelling => cancelling.Run,
        RunEvent.RunRestarted restarted => restarted.Run,
        RunEvent.RunCompleted completed => completed.Run,
        _ => null,
    };

    static RunStatus Checked(RunStatus status)
    {
        var items = status.Items;
        (items.Pending + items.Running + items.Success + items.Failed + items.Cancelled).ShouldBe(items.Total);
        new[] { items.Pending, items.Running, items.Success, items.Failed, items.Cancelled }.ShouldAllBe(count => count >= 0);
        return status;
    }
}
