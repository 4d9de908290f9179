using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Runtime.Tests.Network;

public sealed class GuardedHttpTests
{
    const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1 is a loopback address; allow it with --allow-host 127.0.0.1, on Azure Functions with the setting ARAZZO_ALLOW_HOSTS")]
    [InlineData("[::1]", "::1 is a loopback address; allow it with --allow-host ::1, on Azure Functions with the setting ARAZZO_ALLOW_HOSTS")]
    [InlineData("db.example", "db.example leads to 10.1.2.3, a private address; allow it with --allow-host db.example, on Azure Functions with the setting ARAZZO_ALLOW_HOSTS")]
    [InlineData("169.254.169.254", "169.254.169.254 is a metadata address; such addresses are never called")]
    [InlineData("169.254.1.1", "169.254.1.1 is a link-local address; such addresses are never called")]
    [InlineData("0.0.0.0", "0.0.0.0 is an unspecified address; such addresses are never called")]
    [InlineData("224.0.0.1", "224.0.0.1 is a multicast address; such addresses are never called")]
    [InlineData("192.0.2.1", "192.0.2.1 is an address set apart for special use; such addresses are never called")]
    public async Task Refusal_says_what_was_refused_and_names_the_switch(string host, string expected)
    {
        using var handler = GuardedHttp.CreateHandler(HostAllowList.Empty, new FakeNames(("db.example", ["10.1.2.3"])).ResolveAsync);
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{host}/?token=canary");

        var refusal = await Should.ThrowAsync<HostRefusedException>(() => invoker.SendAsync(request, CancellationToken.None));

        refusal.Message.ShouldBe(expected);
        refusal.Kind.ShouldBe(AddressRules.Classify(refusal.Address));
    }

    [Fact]
    public async Task Host_that_is_always_allowed_is_called()
    {
        await using var server = new TinyServer(Ok);
        using var handler = GuardedHttp.CreateHandler(HostAllowList.Of(server.Url()));

        (await SendAsync(handler, server.Url())).ShouldBeOfType<CallResult.Answered>();
    }

    [Fact]
    public async Task Connection_that_one_run_was_allowed_to_open_does_not_serve_another_run()
    {
        await using var server = new TinyServer(Ok);
        using var handler = GuardedHttp.CreateHandler(HostAllowList.Empty);

        (await SendAsync(handler, server.Url(), HostAllowList.Of(server.Url()))).ShouldBeOfType<CallResult.Answered>();
        var other = await SendAsync(handler, server.Url());
        var again = await SendAsync(handler, server.Url(), HostAllowList.Of(server.Url()));

        other.ShouldBeOfType<CallResult.Unanswered>().Fault.ShouldBe(CallFault.HostNotAllowed);
        again.ShouldBeOfType<CallResult.Answered>();
        server.Connections.ShouldBe(1);
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Allowance_of_one_port_does_not_open_another()
    {
        await using var server = new TinyServer(Ok);
        await using var other = new TinyServer(Ok);
        using var handler = GuardedHttp.CreateHandler(HostAllowList.Empty);

        var result = await SendAsync(handler, other.Url(), HostAllowList.Of(server.Url()));

        result.ShouldBeOfType<CallResult.Unanswered>().Fault.ShouldBe(CallFault.HostNotAllowed);
        other.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task Rebinding_name_is_judged_by_the_address_that_is_connected_to()
    {
        await using var server = new TinyServer(Ok);
        var names = new FakeNames(("rebind.example", ["198.51.100.1"]), ("rebind.example", ["127.0.0.1"]));
        using var handler = GuardedHttp.CreateHandler(HostAllowList.Empty, names.ResolveAsync);

        var before = await SendAsync(handler, server.Url(host: "rebind.example"));
        var after = await SendAsync(handler, server.Url(host: "rebind.example"));

        before.ShouldBeOfType<CallResult.Unanswered>().Message.ShouldContain("198.51.100.1");
        after.ShouldBeOfType<CallResult.Unanswered>().Message.ShouldContain("127.0.0.1, a loopback address");
        server.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task Name_with_several_addresses_leads_only_to_those_that_pass()
    {
        await using var server = new TinyServer(Ok);
        var url = server.Url(host: "mixed.example");
        var names = new FakeNames(("mixed.example", ["169.254.169.254", "::1", "127.0.0.1"]));
        using var handler = GuardedHttp.CreateHandler(HostAllowList.Of(url), names.ResolveAsync);

        (await SendAsync(handler, url)).ShouldBeOfType<CallResult.Answered>();

        server.Requests.ShouldHaveSingleItem().Head.ShouldContain($"Host: mixed.example:{server.Port}");
    }

    [Theory]
    [InlineData("nowhere.example")]
    [InlineData("empty.example")]
    public async Task Name_without_an_address_is_a_fault_of_dns(string host)
    {
        using var handler = GuardedHttp.CreateHandler(HostAllowList.Empty, new FakeNames(("empty.example", [])).ResolveAsync);

        var result = (await SendAsync(handler, new Uri($"http://{host}/?q=1"))).ShouldBeOfType<CallResult.Unanswered>();

        result.ShouldBe(new CallResult.Unanswered(CallFault.Dns, $"The name of {host} could not be resolved."));
        result.Fault.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task Redirect_to_metadata_is_not_followed_and_cookies_are_not_kept()
    {
        await using var server = new TinyServer(
            "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
        using var handler = GuardedHttp.CreateHandler(HostAllowList.Of(server.Url()));

        var first = (await SendAsync(handler, server.Url())).ShouldBeOfType<CallResult.Answered>();
        await SendAsync(handler, server.Url());

        first.Status.ShouldBe(302);
        first.Headers.ShouldContain(new HeaderField("Location", "http://169.254.169.254/"));
        server.Requests.Count.ShouldBe(2);
        server.Requests.Last().Head.ShouldNotContain("Cookie");
    }

    static async Task<CallResult> SendAsync(HttpMessageHandler handler, Uri url, HostAllowList? allowed = null)
    {
        using var caller = new HttpCaller(handler, TimeProvider.System);
        return await caller.SendAsync(
            new OutgoingCall("GET", url) { AllowedHosts = allowed ?? HostAllowList.Empty }, CallLimits.Default, CancellationToken.None);
    }
}
