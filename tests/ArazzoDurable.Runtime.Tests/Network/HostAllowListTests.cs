using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Runtime.Tests.Network;

public sealed class HostAllowListTests
{
    [Theory]
    [InlineData("localhost", "http://localhost/", true)]
    [InlineData("LocalHost", "http://LOCALHOST:8080/", true)]
    [InlineData("localhost", "http://localhost./", true)]
    [InlineData("localhost", "http://sub.localhost/", false)]
    [InlineData("localhost", "http://127.0.0.1/", false)]
    [InlineData("localhost:8080", "http://localhost:8080/", true)]
    [InlineData("localhost:8080", "http://localhost/", false)]
    [InlineData("localhost:443", "https://localhost/", true)]
    [InlineData("127.0.0.1", "http://127.0.0.1:5000/", true)]
    [InlineData("127.0.0.1", "http://0x7f.1/", true)]
    [InlineData("127.0.0.1", "http://[::ffff:7f00:1]/", true)]
    [InlineData("127.0.0.1", "http://127.0.0.2/", false)]
    [InlineData("127.0.0.1", "http://localtest.me/", false)]
    [InlineData("::1", "http://[::1]:80/", true)]
    [InlineData("[::1]", "http://[0:0::1]/", true)]
    [InlineData("[::1]:81", "http://[::1]:81/", true)]
    [InlineData("[::1]:81", "http://[::1]:82/", false)]
    [InlineData("*.corp.example", "http://a.b.corp.example/", true)]
    [InlineData("*.corp.example", "http://corp.example/", false)]
    [InlineData("*.corp.example", "http://evilcorp.example/", false)]
    [InlineData("*.corp.example:8443", "https://a.corp.example:8443/", true)]
    [InlineData("*.corp.example:8443", "https://a.corp.example/", false)]
    [InlineData("bücher.example", "http://xn--bcher-kva.example/", true)]
    [InlineData("a.example", "http://a.example@b.example/", false)]
    public void Allows_of_a_url_compares_host_and_port(string entry, string url, bool expected) =>
        List(entry).Allows(new Uri(url)).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*.")]
    [InlineData("*.10.0.0.1")]
    [InlineData("a.*.example")]
    [InlineData("http://localhost")]
    [InlineData("localhost/path")]
    [InlineData("user@localhost")]
    [InlineData("localhost:")]
    [InlineData("localhost:0")]
    [InlineData("localhost:65536")]
    [InlineData("localhost:http")]
    [InlineData(":8080")]
    [InlineData("a b")]
    public void TryParse_of_what_is_no_host_says_what_is_expected(string entry)
    {
        HostAllowList.TryParse(["localhost", entry], out var list, out var errors).ShouldBeFalse();

        list.ShouldBeNull();
        errors.ShouldBe([new HostEntryError(entry, $"'{entry}' is not a host; expected a name, an IP address or *.domain, each with an optional :port.")]);
    }

    [Fact]
    public void Union_allows_what_either_list_allows()
    {
        var both = List("a.example").Union(HostAllowList.Of(new Uri("http://b.example:81/x")));

        both.Allows(new Uri("https://a.example")).ShouldBeTrue();
        both.Allows(new Uri("http://b.example:81")).ShouldBeTrue();
        both.Allows(new Uri("http://b.example")).ShouldBeFalse();
        HostAllowList.Empty.Allows(new Uri("http://a.example")).ShouldBeFalse();
    }

    static HostAllowList List(string entry) => HostAllowList.TryParse([entry], out var list, out var errors)
        ? list
        : throw new ArgumentException(errors[0].Message);
}
