using System.Diagnostics;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Observability;
using ArazzoDurable.Runtime.Tests.Network;

namespace ArazzoDurable.Runtime.Tests.Observability;

/// <summary>What a call carries of the trace that it is made in.</summary>
[Collection(Listening.Name)]
public sealed class TraceHeaderTests
{
    const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public async Task Call_carries_the_trace_when_somebody_records_it()
    {
        using var spans = new SpanRecorder();
        using var source = new ActivitySource(Telemetry.Name);
        using var span = source.StartActivity("arazzo.step", ActivityKind.Client, new ActivityContext(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, "vendor=1", isRemote: true));

        var head = await HeadAsync();

        head.ShouldContain($"traceparent: 00-{span!.TraceId}-", Case.Insensitive);
        head.ShouldNotContain("tracestate", Case.Insensitive);
    }

    [Fact]
    public async Task Call_carries_nothing_when_nobody_listens()
    {
        using var source = new ActivitySource(Telemetry.Name);
        source.StartActivity("arazzo.step").ShouldBeNull();

        (await HeadAsync()).ShouldNotContain("trace", Case.Insensitive);
    }

    [Fact]
    public async Task Call_carries_nothing_of_what_is_not_recorded_and_no_baggage()
    {
        using var ambient = new Activity("of something else").AddBaggage("user", "canary").Start();

        var unrecorded = await HeadAsync();
        ambient.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        var recorded = await HeadAsync();

        unrecorded.ShouldNotContain("trace", Case.Insensitive);
        recorded.ShouldContain("traceparent", Case.Insensitive);
        (unrecorded + recorded).ShouldNotContain("canary");
    }

    [Fact]
    public async Task Header_that_the_document_sets_is_left_alone()
    {
        using var ambient = new Activity("of something else").Start();
        ambient.ActivityTraceFlags = ActivityTraceFlags.Recorded;

        (await HeadAsync(("traceparent", "of-the-document"))).ShouldContain("traceparent: of-the-document");
    }

    static async Task<string> HeadAsync(params (string Name, string Value)[] headers)
    {
        await using var server = new TinyServer(Ok);
        using var handler = GuardedHttp.CreateHandler(HostAllowList.Of(server.Url()));
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Url());
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await invoker.SendAsync(request, default);
        return server.Requests.Single().Head;
    }
}
