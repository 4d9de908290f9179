using System.Text;
using ArazzoDurable.Embedded.Storage;
using ArazzoDurable.Http.Tests.Fakes;

namespace ArazzoDurable.Http.Tests.EndToEnd;

/// <summary>Submits with one idempotency key make one run, over the embedded host with nothing faked.</summary>
public sealed class IdempotentSubmitTests
{
    const string Key = "3f0c8c1e-order-17";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Forty_submits_at_once_make_one_run()
    {
        using var boxes = new BoxServer();
        await using var embedded = await EmbeddedApi.OpenAsync(boxes.Url);
        var flowId = await embedded.StoreFlowAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => SubmitAsync(embedded, flowId, boxes.Url))));

        answers.Select(answer => answer.Json().GetProperty("runId").GetString()).Distinct().Count().ShouldBe(1);
        answers.ShouldAllBe(answer => answer.Status == 200 && answer.Json().GetProperty("status").GetString() == "success");
        answers.Count(answer => answer.Header("Idempotent-Replayed") is null).ShouldBe(1, "one of them asked first");
        boxes.Requests.Count(request => request.Line.StartsWith("POST", StringComparison.Ordinal)).ShouldBe(1);
        (await embedded.Store.ListKeysAsync("runs/", null, 10, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Submit_that_is_repeated_during_the_run_and_after_it_is_answered_with_the_run()
    {
        using var boxes = new BoxServer();
        await using var embedded = await EmbeddedApi.OpenAsync(boxes.Url);
        var flowId = await embedded.StoreFlowAsync();

        var first = await SubmitAsync(embedded, flowId, boxes.Url, wait: false);
        var during = await SubmitAsync(embedded, flowId, boxes.Url, wait: true);
        var after = await SubmitAsync(embedded, flowId, boxes.Url, wait: false);

        first.Header("Idempotent-Replayed").ShouldBeNull();
        during.Json().GetProperty("runId").GetString().ShouldBe(first.Json().GetProperty("runId").GetString());
        during.Json().GetProperty("results").GetArrayLength().ShouldBe(1);
        (after.Status, after.Header("Idempotent-Replayed")).ShouldBe((200, "true"));
        after.Header("Location").ShouldBe(first.Header("Location"));
        after.Json().GetProperty("status").GetString().ShouldBe("success");
        boxes.Requests.Count(request => request.Line.StartsWith("POST", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"name": "two"}""", "")]
    [InlineData("""{"name": "one", "size": 2}""", "")]
    [InlineData("""{"name": "one"}""", """, "parallel": true""")]
    [InlineData("""{"name": "one"}""", """, "maxConcurrency": 3""")]
    public async Task Another_request_with_the_key_is_refused(string inputs, string more)
    {
        using var boxes = new BoxServer();
        await using var embedded = await EmbeddedApi.OpenAsync(boxes.Url);
        var flowId = await embedded.StoreFlowAsync();
        await SubmitAsync(embedded, flowId, boxes.Url);
        var sent = boxes.Requests.Count;

        var other = await SubmitAsync(embedded, flowId, boxes.Url, inputs: inputs, more: more);

        (other.Status, other.Json().GetProperty("code").GetString()).ShouldBe((422, "idempotency-key-reused"));
        boxes.Requests.Count.ShouldBe(sent);
        (await embedded.Store.ListKeysAsync("runs/", null, 10, default)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{  "name":"one"}""", "")]
    [InlineData("""{"name": "\u006fne"}""", """, "workflowId": "start-box", "maxConcurrency": 10, "timeoutSecs": 30, "observability": {"trace_id": "0af7651916cd43dd8448eb211c80319c"}""")]
    public async Task Same_request_in_another_spelling_is_the_same(string inputs, string more)
    {
        using var boxes = new BoxServer();
        await using var embedded = await EmbeddedApi.OpenAsync(boxes.Url);
        var flowId = await embedded.StoreFlowAsync();
        var first = await SubmitAsync(embedded, flowId, boxes.Url);

        var again = await SubmitAsync(embedded, flowId, boxes.Url, inputs: inputs, more: more);

        again.Json().GetProperty("runId").GetString().ShouldBe(first.Json().GetProperty("runId").GetString(), again.Text());
    }

    [Fact]
    public async Task Refused_submit_reserves_nothing()
    {
        using var boxes = new BoxServer();
        await using var embedded = await EmbeddedApi.OpenAsync(boxes.Url);
        var flowId = await embedded.StoreFlowAsync();

        (await SubmitAsync(embedded, flowId, boxes.Url, inputs: """{"name": 7}""")).Status.ShouldBe(422);

        (await embedded.Store.ListKeysAsync("submits/", null, 10, default)).ShouldBeEmpty();
        (await SubmitAsync(embedded, flowId, boxes.Url)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Reservation_tells_neither_the_key_nor_the_inputs()
    {
        using var boxes = new BoxServer();
        await using var embedded = await EmbeddedApi.OpenAsync(boxes.Url);
        var flowId = await embedded.StoreFlowAsync();
        await SubmitAsync(embedded, flowId, boxes.Url, inputs: """{"name": "one", "token": "4711"}""");

        var kept = (await embedded.Store.ListAsync("submits/", null, 10, default)).Single();

        (kept.Key + Encoding.UTF8.GetString(kept.Stored.Value.Span)).ShouldNotContain(Key);
        Encoding.UTF8.GetString(kept.Stored.Value.Span).ShouldNotContain("4711");
    }

    public static TheoryData<int, bool, bool> Crashes()
    {
        var crashes = new TheoryData<int, bool, bool>();
        // Of a submit: the reservation, the inputs, the record and the start of the instance.
        foreach (var commit in Enumerable.Range(1, 4))
        {
            crashes.Add(commit, false, true);
            crashes.Add(commit, true, true);
            crashes.Add(commit, false, false);
            if (commit < 4)
                crashes.Add(commit, true, false);
        }
        return crashes;
    }

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task Submit_that_is_repeated_after_a_crash_carries_the_same_run_to_its_end(int commit, bool isDurable, bool recovers)
    {
        using var boxes = new BoxServer();
        var folder = Directory.CreateTempSubdirectory("arazzo-http-");
        string flowId;
        await using (var before = await EmbeddedApi.OpenAsync(boxes.Url, folder))
            flowId = await before.StoreFlowAsync();
        var dying = await EmbeddedApi.OpenAsync(boxes.Url, folder, (point, at) => at == commit && point == (isDurable ? CommitPoint.After : CommitPoint.Before));
        var lost = SubmitAsync(dying, flowId, boxes.Url);
        await dying.WriterEnded.WaitAsync(Patience);
        lost.IsCompletedSuccessfully.ShouldBeFalse("nobody was told");
        await dying.AbandonAsync();
        boxes.Requests.ShouldBeEmpty();

        await using (var embedded = await EmbeddedApi.OpenAsync(boxes.Url, folder))
        {
            if (recovers)
                await embedded.RecoverAsync();
            var run = await SubmitAsync(embedded, flowId, boxes.Url).WaitAsync(Patience);

            run.Json().GetProperty("status").GetString().ShouldBe("success", run.Text());
            run.Header("Idempotent-Replayed").ShouldBe(commit == 1 && !isDurable ? null : "true");
            (await embedded.Store.ListKeysAsync("runs/", null, 10, default)).Count.ShouldBe(1);
            (await embedded.Store.ListKeysAsync("submits/", null, 10, default)).Count.ShouldBe(1);
        }
        boxes.Requests.Count(request => request.Line.StartsWith("POST", StringComparison.Ordinal)).ShouldBe(1);
        folder.Delete(recursive: true);
    }

    static Task<ApiResponse> SubmitAsync(EmbeddedApi embedded, string flowId, Uri boxes, bool wait = true, string inputs = """{"name": "one"}""", string more = "") =>
        embedded.SendAsync("POST", "/api/runs", Encoding.UTF8.GetBytes($$$"""
            {"flowId": "{{{flowId}}}", "inputs": [{{{inputs}}}], "wait": {{{(wait ? "true" : "false")}}},
             "overrides": {"servers": {"boxes": "{{{boxes}}}"}, "polling": {"interval": 0} }{{{more}}}}
            """), headers: KeyValuePair.Create("Idempotency-Key", Key));
}
