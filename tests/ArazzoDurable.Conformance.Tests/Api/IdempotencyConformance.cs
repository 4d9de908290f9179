using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Conformance.Tests.Discovery;
using ArazzoDurable.Conformance.Tests.Exchange;
using ArazzoDurable.Conformance.Tests.Hosts;

namespace ArazzoDurable.Conformance.Tests.Api;

/// <summary>Repeated submits are one.</summary>
public abstract class IdempotencyConformance<THost>(THost host) : Conformance<THost>(host)
    where THost : class, IHostUnderTest
{
    const string Inputs = """[{"name": "one"}]""";

    [HostFact]
    public async Task Submits_at_once_with_one_key_make_one_run()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var flowId = await Api.StoreAsync(boxes.Flow);
        var key = Key();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Api.PostAsync(
            "/api/runs", HostClient.Submission(flowId, Inputs, """, "wait": true, "timeoutSecs": 90"""), key)));

        answers.Select(answer => answer.Expect(200)["runId"].GetString()).Distinct().Count().ShouldBe(1);
        answers.Count(answer => !answer.Headers.ContainsKey("Idempotent-Replayed")).ShouldBe(1, "one of them asked first");
        boxes.Server.Requests.Count(request => request.Method == "POST").ShouldBe(1);
    }

    [HostFact]
    public async Task Submit_that_is_repeated_after_the_run_is_answered_with_the_run()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var flowId = await Api.StoreAsync(boxes.Flow);
        var key = Key();

        var first = (await Api.PostAsync("/api/runs", HostClient.Submission(flowId, Inputs), key)).Expect(200, 202);
        var ended = await Api.EndAsync(first["runId"].GetString()!);
        var again = (await Api.PostAsync("/api/runs", HostClient.Submission(flowId, """[ {"name":"\u006fne"} ]""", """, "maxConcurrency": 10"""), key)).Expect(200);

        (again["runId"].GetString(), again["status"].GetString()).ShouldBe((first["runId"].GetString(), ended.GetProperty("status").GetString()));
        again.Headers["Idempotent-Replayed"].ShouldBe("true");
        again.Headers["Location"].ShouldBe(first.Headers["Location"]);
    }

    [HostTheory]
    [InlineData("""[{"name": "two"}]""", "")]
    [InlineData(Inputs, """, "maxConcurrency": 3""")]
    [InlineData(Inputs, """, "parallel": true""")]
    [InlineData(Inputs, """, "overrides": {"polling": {"interval": 3}}""")]
    public async Task Other_request_with_the_key_is_refused(string inputs, string more)
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var flowId = await Api.StoreAsync(boxes.Flow);
        var key = Key();
        var first = (await Api.PostAsync("/api/runs", HostClient.Submission(flowId, Inputs), key)).Expect(200, 202);

        var other = (await Api.PostAsync("/api/runs", HostClient.Submission(flowId, inputs, more), key)).Expect(422);
        await Api.EndAsync(first["runId"].GetString()!);

        other.Code.ShouldBe("idempotency-key-reused");
        boxes.Server.Requests.Count(request => request.Method == "POST").ShouldBe(1);
    }

    [HostFact]
    public async Task Key_in_the_body_does_the_same()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var flowId = await Api.StoreAsync(boxes.Flow);
        var submission = HostClient.Submission(flowId, Inputs, $$""", "subflowKey": "{{Guid.NewGuid()}}" """);

        var first = (await Api.PostAsync("/api/runs", submission)).Expect(200, 202);
        var again = (await Api.PostAsync("/api/runs", submission)).Expect(200, 202);
        await Api.EndAsync(first["runId"].GetString()!);

        again["runId"].GetString().ShouldBe(first["runId"].GetString());
    }

    [HostFact]
    public async Task Refused_submit_does_not_use_up_its_key()
    {
        await using var boxes = await Boxes.StartAsync();
        boxes.Release("one");
        var flowId = await Api.StoreAsync(boxes.Flow);
        var key = Key();

        var refused = (await Api.PostAsync("/api/runs", HostClient.Submission(flowId, """[{"name": 7}]"""), key)).Expect(422);
        var taken = (await Api.PostAsync("/api/runs", HostClient.Submission(flowId, Inputs), key)).Expect(200, 202);
        await Api.EndAsync(taken["runId"].GetString()!);

        refused.Code.ShouldBe("invalid-inputs");
        taken.Headers.ShouldNotContainKey("Idempotent-Replayed");
    }

    static (string, string) Key() => ("Idempotency-Key", Guid.NewGuid().ToString());
}
