using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Conformance.Tests.Discovery;
using ArazzoDurable.Conformance.Tests.Hosts;

namespace ArazzoDurable.Conformance.Tests.Api;

/// <summary>A host says that it is there, and what it can be asked.</summary>
public abstract class HealthConformance<THost>(THost host) : Conformance<THost>(host)
    where THost : class, IHostUnderTest
{
    [HostFact]
    public async Task Host_may_call_servers_of_this_machine()
    {
        await using var server = await CalledServer.StartAsync(CalledAnswer.Ok("{}"));

        await Api.RunAsync(await Api.StoreAsync(Flow.Of("{operations: {a: GET /a}, steps: [{stepId: a, operationId: a}]}", server)));

        server.Requests.Select(request => request.Line).ShouldBe(["GET /a"]);
    }

    [HostFact]
    public async Task Health_is_ok()
    {
        var answer = await Api.GetAsync("/api/health");

        (answer.Status, answer.ContentType, answer.Text).ShouldBe((200, "application/json; charset=utf-8", """{"status":"ok"}"""));
    }

    [HostFact]
    public async Task Description_is_not_sent_again_to_who_has_it()
    {
        var first = await Api.GetAsync("/api/openapi.json");
        var tag = first.Headers["ETag"];

        (await Api.GetAsync("/api/openapi.json", ("If-None-Match", tag))).Expect(304).Body.ShouldBeEmpty();
        (await Api.GetAsync("/api/openapi.json", ("If-None-Match", "\"other\""))).Expect(200).Text.ShouldBe(first.Text);
        first["openapi"].GetString().ShouldBe("3.1.0");
    }

    [HostTheory]
    [InlineData("/api/health")]
    [InlineData("/api/openapi.json")]
    [InlineData("/api/runs")]
    [InlineData("/api/flows")]
    public async Task Head_works_where_get_does(string path)
    {
        var answer = await Api.SendAsync(HttpMethod.Head, path);

        (answer.Status, answer.Body.Length).ShouldBe((200, 0));
        answer.ContentType.ShouldBe("application/json; charset=utf-8");
    }
}
