using System.Net;
using System.Text.Json;
using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Runtime.Tests.Network;

public sealed class AddressRulesTests
{
    static readonly FakeNames Names = new(
        ("localtest.me", ["127.0.0.1"]),
        ("metadata.example", ["169.254.169.254"]),
        ("intranet.example", ["10.1.2.3"]),
        ("public.example", ["8.8.8.8"]));

    public static TheoryData<string, AddressKind> Cases
    {
        get
        {
            var file = Path.Combine(AppContext.BaseDirectory, "Network", "cases", "addresses.json");
            var data = new TheoryData<string, AddressKind>();
            foreach (var row in JsonElement.Parse(File.ReadAllBytes(file)).EnumerateObject())
                data.Add(row.Name, Enum.Parse<AddressKind>(row.Value.GetString()!));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Classify_of_the_host_of_a_url_sees_through_its_spelling(string host, AddressKind expected)
    {
        var url = new Uri($"http://{host}/");
        var addresses = IPAddress.TryParse(url.IdnHost, out var literal)
            ? [literal]
            : await Names.ResolveAsync(url.IdnHost, CancellationToken.None);

        addresses.Select(AddressRules.Classify).ShouldBe([expected]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Ssrf_by_a_spelling_of_an_address_is_refused(string host, AddressKind kind)
    {
        if (kind == AddressKind.Public)
            return;
        using var handler = GuardedHttp.CreateHandler(HostAllowList.Empty, Names.ResolveAsync);
        using var caller = new HttpCaller(handler, TimeProvider.System);

        var result = await caller.SendAsync(new OutgoingCall("GET", new Uri($"http://{host}/")), CallLimits.Default, CancellationToken.None);

        result.ShouldBeOfType<CallResult.Unanswered>().Fault.ShouldBe(CallFault.HostNotAllowed);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Ssrf_to_what_is_never_called_is_refused_even_when_the_host_is_allowed(string host, AddressKind kind)
    {
        if (AddressRules.CanBeAllowed(kind))
            return;
        var url = new Uri($"http://{host}/");
        using var handler = GuardedHttp.CreateHandler(HostAllowList.Of(url), Names.ResolveAsync);
        using var caller = new HttpCaller(handler, TimeProvider.System);

        var result = await caller.SendAsync(new OutgoingCall("GET", url), CallLimits.Default, CancellationToken.None);

        result.ShouldBeOfType<CallResult.Unanswered>().Message.ShouldEndWith("; such addresses are never called");
    }

    [Fact]
    public void Classify_ignores_the_scope_of_an_address() =>
        AddressRules.Classify(IPAddress.Parse("fe80::1%3")).ShouldBe(AddressKind.LinkLocal);
}
