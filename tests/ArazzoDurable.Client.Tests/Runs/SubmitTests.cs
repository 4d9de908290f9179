using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using ArazzoDurable.Client.Runs;
using ArazzoDurable.Client.Tests.Fakes;
using ArazzoDurable.Runtime.Polling;

namespace ArazzoDurable.Client.Tests.Runs;

public sealed class SubmitTests
{
    [Fact]
    public async Task Plain_submit_says_no_more_than_it_must() =>
        (await BodyAsync(new SubmitRequest("sha256:00"))).ShouldBe("""{"flowId":"sha256:00","inputs":[{}]}""");

    [Fact]
    public async Task Everything_that_a_submit_can_say_is_sent()
    {
        var request = new SubmitRequest("sha256:00")
        {
            WorkflowId = "w",
            MaxConcurrency = 3,
            Parallel = true,
            Overrides = RunOverrides.WithServer("boxes", "http://127.0.0.1:1/v1") with
            {
                Polling = new PollingOverride { Interval = 0.5m, MaxVisits = 7 },
                Steps = ImmutableSortedDictionary<string, JsonElement>.Empty.Add("w/wait", JsonElement.Parse("""{"timeout": 5}""")),
            },
        }.WithInputs([new { BoxId = 1 }, new { BoxId = 2 }]);

        (await BodyAsync(request)).ShouldBe(
            """
            {"flowId":"sha256:00","workflowId":"w","inputs":[{"boxId":1},{"boxId":2}],"maxConcurrency":3,"parallel":true,
            "overrides":{"servers":{"boxes":"http://127.0.0.1:1/v1"},"polling":{"interval":0.5,"maxVisits":7},
            "steps":{"w/wait":{"$type":"merge_patch","value":{"timeout":5}}}}}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task Digits_of_numbers_are_kept() =>
        (await BodyAsync(new SubmitRequest("f") { Inputs = [JsonElement.Parse("""{"n": 1.50, "big": 12345678901234567890123}""")] }))
            .ShouldContain("\"n\":1.50,\"big\":12345678901234567890123");

    [Fact]
    public async Task Current_activity_is_the_parent_of_the_run()
    {
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C);
        activity.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        activity.Start();

        (await BodyAsync(new SubmitRequest("f"))).ShouldContain($$"""
            "observability":{"trace_id":"{{activity.TraceId}}","span_id":"{{activity.SpanId}}"}
            """.Trim());
    }

    [Fact]
    public async Task Activity_that_is_not_recorded_is_left_to_the_header_which_says_so()
    {
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();

        (await BodyAsync(new SubmitRequest("f"))).ShouldNotContain("observability");
    }

    [Fact]
    public async Task Constant_pacing_is_refused_since_the_api_would_overlook_it()
    {
        var client = new ScriptedServer().Client();

        await Should.ThrowAsync<ArgumentException>(
            () => client.SubmitRunAsync(new SubmitRequest("f") { Overrides = new RunOverrides { Polling = new PollingOverride { Constant = true } } }));
    }

    static async Task<string> BodyAsync(SubmitRequest request)
    {
        var server = new ScriptedServer().ThenJson(202, Json.Run());
        await server.Client().SubmitRunAsync(request);
        server.Requests[0].Header("Idempotency-Key").ShouldBeNull();
        server.Requests[0].Header("Content-Type").ShouldBe("application/json");
        return server.Requests[0].Text;
    }
}
