using ArazzoDurable.Http.Tests.Fakes;

namespace ArazzoDurable.Http.Tests.Instances;

/// <summary>What the built-in endpoint does over more than one exchange, on the embedded host.</summary>
public sealed class EndpointTests
{
    [Fact]
    public async Task Pages_are_followed_by_their_tokens_to_the_last_one()
    {
        await using var endpoint = await EndpointHost.OpenAsync();
        foreach (var id in new[] { "c", "a", "e", "b", "d" })
            await endpoint.StartAsync("Wait", id);

        var pages = new List<string>();
        for (string? token = ""; token is not null;)
        {
            var page = await endpoint.SendAsync("GET instances?top=2", EndpointHost.Key, null, KeyValuePair.Create("x-ms-continuation-token", token));
            pages.Add(Ids(page));
            token = page.Header("x-ms-continuation-token");
        }

        pages.ShouldBe(["a b", "c d", "e"]);
    }

    [Theory]
    [InlineData("", "f1 w1 w2")]
    [InlineData("instanceIdPrefix=w", "w1 w2")]
    [InlineData("instanceIdPrefix=W", "")]
    [InlineData("runtimeStatus=failed", "f1")]
    [InlineData("runtimeStatus=Failed,Suspended", "f1 w2")]
    [InlineData("runtimeStatus=Failed&runtimeStatus=Suspended", "f1 w2")]
    [InlineData("RUNTIMESTATUS=Running,Nonsense", "w1")]
    [InlineData("runtimeStatus=Nonsense", "f1 w1 w2")]
    [InlineData("runtimeStatus=", "f1 w1 w2")]
    [InlineData("runtimeStatus=1", "f1 w1 w2")]
    [InlineData("runtimeStatus=Canceled", "")]
    [InlineData("runtimeStatus=ContinuedAsNew,Failed", "f1")]
    [InlineData("createdTimeFrom=2026-11-20T18:42:30Z", "w2")]
    [InlineData("createdTimeFrom=2026-11-20T18:42:30", "w2")]
    [InlineData("createdTimeFrom=2026-11-20T20:42:30%2B02:00", "w2")]
    [InlineData("createdTimeTo=2026-11-20T18:42:30Z", "f1 w1")]
    [InlineData("createdTimeFrom=tomorrow&createdTimeTo=yesterday", "f1 w1 w2")]
    [InlineData("top=-1", "f1 w1 w2")]
    [InlineData("top=many", "f1 w1 w2")]
    [InlineData("top=5000", "f1 w1 w2")]
    public async Task Filter_that_can_be_read_holds_and_any_other_is_overlooked(string query, string expected)
    {
        await using var endpoint = await EndpointHost.OpenAsync();
        await endpoint.StartAsync("Wait", "w1");
        await endpoint.BegunAsync("w1");
        await endpoint.StartAsync("Fail", "f1");
        await endpoint.EndAsync("f1");
        endpoint.Time.Move(TimeSpan.FromMinutes(1));
        await endpoint.StartAsync("Wait", "w2");
        await endpoint.SendAsync("POST instances/w2/suspend");

        Ids(await endpoint.SendAsync($"GET instances?{query}")).ShouldBe(expected);
    }

    [Fact]
    public async Task Inputs_are_left_out_of_a_list_that_is_not_to_show_them()
    {
        await using var endpoint = await EndpointHost.OpenAsync();
        await endpoint.StartAsync("Wait", "w1", "7");

        (await endpoint.SendAsync("GET instances")).Json()[0].GetProperty("input").GetRawText().ShouldBe("7");
        (await endpoint.SendAsync("GET instances?showInput=false")).Json()[0].GetProperty("input").GetRawText().ShouldBe("null");
    }

    [Theory]
    [InlineData("payload", "application/json")]
    [InlineData("{", "application/json")]
    [InlineData("{\"a\":1,\"a\":2}", "application/json")]
    [InlineData("\"payload\"", "text/plain")]
    [InlineData("\"payload\"", "application/json; charset=utf-16")]
    [InlineData("\"payload\"", "")]
    public async Task Event_that_is_not_json_is_refused_and_not_raised(string body, string contentType)
    {
        await using var endpoint = await EndpointHost.OpenAsync();
        await endpoint.StartAsync("Wait", "w1");

        var refused = await endpoint.SendAsync("POST instances/w1/raiseEvent/Go", body, contentType);
        await endpoint.SendAsync("POST instances/w1/raiseEvent/Go", "\"right\"");
        await endpoint.EndAsync("w1");

        (refused.Status, refused.ContentType, refused.Body.Length).ShouldBe((400, null, 0));
        (await endpoint.SendAsync("GET instances/w1")).Json().GetProperty("output").GetString().ShouldBe("got:right");
    }

    [Theory]
    [InlineData("[1]", "application/json; charset=utf-8", "got:[1]")]
    [InlineData(null, "application/json", "got:")]
    public async Task Event_is_any_json_or_nothing(string? body, string contentType, string expected)
    {
        await using var endpoint = await EndpointHost.OpenAsync();
        await endpoint.StartAsync("Wait", "w1");

        (await endpoint.SendAsync("POST instances/w1/raiseEvent/Go", body, contentType)).Status.ShouldBe(202);
        await endpoint.EndAsync("w1");

        (await endpoint.SendAsync("GET instances/w1")).Json().GetProperty("output").GetString().ShouldBe(expected);
    }

    [Fact]
    public async Task What_was_accepted_is_there_after_the_host_was_killed()
    {
        await using var endpoint = await EndpointHost.OpenAsync();
        foreach (var id in new[] { "suspended", "resumed", "terminated", "raised" })
            await endpoint.StartAsync("Wait", id);
        foreach (var request in new[]
            { "suspended/suspend?reason=why", "resumed/suspend?reason=why", "resumed/resume", "terminated/terminate?reason=why", "raised/suspend", "raised/raiseEvent/Go", "raised/resume" })
            (await endpoint.SendAsync($"POST instances/{request}")).Status.ShouldBe(202, request);

        await endpoint.KillAsync();

        await endpoint.EndAsync("raised");
        var told = (await endpoint.SendAsync("GET instances")).Json().EnumerateArray()
            .Select(instance => $"{instance.GetProperty("instanceId")}: {instance.GetProperty("runtimeStatus")}, {instance.GetProperty("output")}");
        told.ShouldBe(["raised: Completed, got:", "resumed: Running, why", "suspended: Suspended, why", "terminated: Terminated, why"]);
        (await endpoint.SendAsync("POST instances/terminated/raiseEvent/Go")).Status.ShouldBe(410);
    }

    [Fact]
    public async Task Suspended_instance_neither_wakes_nor_hears_until_it_is_resumed()
    {
        await using var endpoint = await EndpointHost.OpenAsync();
        await endpoint.StartAsync("Sleep", "sleeper", "10");
        await endpoint.StartAsync("Wait", "waiter");
        foreach (var id in new[] { "sleeper", "waiter" })
            await endpoint.SendAsync($"POST instances/{id}/suspend?reason=why");
        endpoint.Time.Move(TimeSpan.FromMinutes(1));
        await endpoint.SendAsync("POST instances/waiter/raiseEvent/Go", "1");
        await endpoint.KillAsync();

        foreach (var id in new[] { "sleeper", "waiter" })
        {
            (await endpoint.SendAsync($"GET instances/{id}")).Json().GetProperty("runtimeStatus").GetString().ShouldBe("Suspended");
            (await endpoint.SendAsync($"POST instances/{id}/resume")).Status.ShouldBe(202);
            await endpoint.EndAsync(id);
        }

        (await endpoint.SendAsync("GET instances/sleeper")).Json().GetProperty("output").GetString().ShouldBe("awake");
        (await endpoint.SendAsync("GET instances/waiter")).Json().GetProperty("output").GetString().ShouldBe("got:1");
    }

    [Fact]
    public async Task Endpoint_is_not_there_on_a_host_whose_platform_brings_it()
    {
        var api = new TestApi();
        api.Routes.ShouldContain(route => route.Contains("/runtime/", StringComparison.Ordinal));

        api.WithoutEndpoint();

        api.Routes.ShouldNotContain(route => route.Contains("/runtime/", StringComparison.Ordinal));
        (await api.GetAsync("/runtime/webhooks/durabletask/instances/i")).Status.ShouldBe(404);
    }

    static string Ids(ApiResponse page)
    {
        page.Status.ShouldBe(200);
        return string.Join(' ', page.Json().EnumerateArray().Select(instance => instance.GetProperty("instanceId").GetString()));
    }
}
