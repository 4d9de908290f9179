using System.Text.Json;
using ArazzoDurable.Client.Blobs;
using ArazzoDurable.Client.Runs;
using ArazzoDurable.Client.Watching;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Items;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Client.Tests.EndToEnd;

/// <summary>Runs are watched and steered by the client, over the real API.</summary>
public sealed class SteeringTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Run_is_watched_from_its_first_event_to_its_last_while_it_goes_on()
    {
        await using var api = await RealApi.StartAsync();
        api.Lab.Lasting["scn_1"] = true;
        var run = await api.Client.SubmitRunAsync(Paced((await api.RequestAsync()).WithInput(Input("scn_1")), interval: 0.01m));
        using var patience = new CancellationTokenSource(Patience);

        var events = new List<WatchedEvent>();
        await foreach (var watched in api.Client.WatchRunAsync(run.RunId, cancellationToken: patience.Token))
        {
            events.Add(watched);
            if (watched.Event is RunEvent.StepWaiting)
                api.Lab.Lasting.Clear();
        }

        events.Select(watched => watched.Id).ShouldBe(Enumerable.Range(1, events.Count).Select(id => $"{id}"));
        events[0].Event.ShouldBeOfType<RunEvent.RunCreated>().Run.RunId.ShouldBe(run.RunId);
        events[^1].Event.ShouldBeOfType<RunEvent.RunCompleted>().Run.Status.ShouldBe(RunState.Success);
        events.Select(watched => watched.Event).OfType<RunEvent.StepCompleted>().Select(visit => visit.Visit.StepId).Distinct().ShouldBe(["check", "run", "poll"]);
        (await api.Client.WatchRunAsync(run.RunId, events[^3].Id, patience.Token).ToListAsync(patience.Token)).Select(watched => watched.Id)
            .ShouldBe([events[^2].Id, events[^1].Id]);
        (await api.Client.WatchRunAsync(run.RunId, events[^1].Id, patience.Token).ToListAsync(patience.Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_is_suspended_resumed_cancelled_walked_again_and_purged()
    {
        await using var api = await RealApi.StartAsync();
        api.Lab.Lasting["scn_1"] = true;
        var run = await api.Client.SubmitRunAsync(Paced((await api.RequestAsync()).WithInput(Input("scn_1")), interval: 0.01m));

        (await api.Client.SuspendRunAsync(run.RunId)).Status.ShouldBe(RunState.Suspended);
        (await api.Client.SuspendRunAsync(run.RunId)).Status.ShouldBe(RunState.Suspended);
        (await api.Client.GetRunAsync(run.RunId)).Status.ShouldBe(RunState.Suspended);
        (await api.Client.ResumeRunAsync(run.RunId)).Status.ShouldBe(RunState.Running);
        await ShouldBeRefusedAsync(() => api.Client.RerunAsync(run.RunId), 409, "wrong-state");
        await ShouldBeRefusedAsync(() => api.Client.PurgeRunAsync(run.RunId), 409, "wrong-state");
        await api.Client.CancelRunAsync(run.RunId);
        (await api.Client.WaitForRunAsync(run.RunId).WaitAsync(Patience)).Status.ShouldBe(RunState.Cancelled);
        await ShouldBeRefusedAsync(() => api.Client.ResumeRunAsync(run.RunId), 409, "wrong-state");

        api.Lab.Lasting.Clear();
        (await api.Client.RerunAsync(run.RunId)).CompletedAt.ShouldBeNull();
        (await api.Client.WaitForRunAsync(run.RunId).WaitAsync(Patience)).Status.ShouldBe(RunState.Success);
        await api.Client.PurgeRunAsync(run.RunId);

        await ShouldBeRefusedAsync(() => api.Client.GetRunAsync(run.RunId, new RunQuery { IncludeResults = true }), 404, "unknown-run");
        await ShouldBeRefusedAsync(() => api.Client.CancelRunAsync(run.RunId), 404, "unknown-run");
        (await api.Client.ListRunsAsync().ToListAsync()).ShouldBeEmpty();
        // What was done before the cancel is not done again.
        api.Lab.Runs.ShouldBe(["scn_1"]);
    }

    [Fact]
    public async Task Items_are_listed_by_pages_and_by_status_and_read_with_their_visits()
    {
        await using var api = await RealApi.StartAsync();
        api.Lab.Broken["scn_2"] = true;
        var run = await api.Client.SubmitRunAsync(
            (await api.RequestAsync()).WithInputs(Enumerable.Range(0, 5).Select(number => Input($"scn_{number}"))) with { Wait = true });

        var all = await api.Client.ListItemsAsync(run.RunId, pageSize: 2).ToListAsync();
        var failed = await api.Client.ListItemsAsync(run.RunId, ItemStatus.Failed).ToListAsync();
        var item = await api.Client.GetItemAsync(run.RunId, 2);

        run.Status.ShouldBe(RunState.Failed);
        all.Select(listed => (listed.ItemIndex, listed.Status)).ShouldBe(
            Enumerable.Range(0, 5).Select(number => (number, number == 2 ? ItemStatus.Failed : ItemStatus.Success)));
        failed.Select(listed => listed.ItemIndex).ShouldBe([2]);
        var visit = item.Visits!.Value.Single();
        (visit.StepId, visit.Success, visit.Attempts.Single().StatusCode).ShouldBe(("check", false, 404));
        await ShouldBeRefusedAsync(() => api.Client.GetItemAsync(run.RunId, 5), 404, "unknown-item");
    }

    [Fact]
    public async Task Blob_is_stored_once_and_read()
    {
        await using var api = await RealApi.StartAsync();

        var id = await api.Client.PutBlobAsync(new Blob(JsonElement.Parse("""{"b": 1.0, "a": "é"}""")));
        var blob = await api.Client.GetBlobAsync(id);

        (blob.Type, blob.Data.GetRawText()).ShouldBe((Blob.DataType, """{"a":"é","b":1}"""));
        (await api.Client.PutBlobAsync(blob)).ShouldBe(id);
        await ShouldBeRefusedAsync(() => api.Client.GetBlobAsync($"sha256:{new string('0', 64)}"), 200, "unknown-blob");
    }

    [Fact]
    public async Task Flow_blob_can_be_run()
    {
        await using var api = await RealApi.StartAsync();
        var flowId = (await api.PutFlowAsync()).FlowId;
        await using var other = await RealApi.StartAsync();

        var id = await other.Client.PutBlobAsync(new Blob(await api.Client.GetFlowAsync(flowId), Blob.FlowType));

        id.ShouldBe(flowId);
        (await other.Client.SubmitRunAsync((await other.RequestAsync()).WithInput(Input("scn_1")) with { Wait = true })).Status.ShouldBe(RunState.Success);
    }

    static object Input(string scenarioId) => new { apiToken = "demo", projectId = "DEMO", scenarioId };

    static SubmitRequest Paced(SubmitRequest request, decimal interval) =>
        request with { Overrides = request.Overrides! with { Polling = new PollingOverride { Interval = interval } } };

    static async Task ShouldBeRefusedAsync(Func<Task> call, int status, string code)
    {
        var exception = await Should.ThrowAsync<ArazzoApiException>(call);
        (exception.Status, exception.Code).ShouldBe((status, code));
    }
}
