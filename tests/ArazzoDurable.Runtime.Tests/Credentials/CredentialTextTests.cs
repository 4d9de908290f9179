using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Credentials;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Tests.Credentials;

public sealed class CredentialTextTests
{
    static readonly Dictionary<string, SecurityScheme> Schemes = new(StringComparer.Ordinal)
    {
        ["key"] = new SecurityScheme.ApiKey(ParameterPlace.Header, "X-Key"),
        ["basic"] = new SecurityScheme.Basic(),
        ["bearer"] = new SecurityScheme.Bearer(),
        ["oidc"] = new SecurityScheme.OpenIdConnect(),
        ["client"] = new SecurityScheme.OAuth2("https://auth.example.com/token"),
        ["code"] = new SecurityScheme.OAuth2(null),
        ["tls"] = new SecurityScheme.Unsupported("of the type 'mutualTLS'"),
    };

    [Theory]
    [InlineData("key", "any thing: goes", null)]
    [InlineData("key", "", "it is empty")]
    [InlineData("key", "a\r\nHost: x", "line break")]
    [InlineData("key", "schlüssel", "cannot carry")]
    [InlineData("basic", "user:", null)]
    [InlineData("basic", ":password", null)]
    [InlineData("basic", "password", "user:password")]
    [InlineData("bearer", "a.b-c_d~e+f/g=", null)]
    [InlineData("bearer", "bearer abc", null)]
    [InlineData("bearer", "abc def", "no space")]
    [InlineData("client", "abc", null)]
    [InlineData("client", "id:secret:more", null)]
    [InlineData("client", ":secret", "no client id")]
    [InlineData("code", "abc", null)]
    [InlineData("code", "id:secret", "no flow of client credentials")]
    [InlineData("oidc", "id:secret", "no flow of client credentials")]
    [InlineData("tls", "abc", "cannot be applied")]
    public void Text_is_held_against_its_scheme(string scheme, string text, string? problem)
    {
        var said = CredentialText.Problem(Schemes[scheme], text);

        if (problem is null)
            said.ShouldBeNull();
        else
            said.ShouldNotBeNull().ShouldContain(problem);
    }

    [Fact]
    public void Pair_is_split_at_its_first_colon()
    {
        CredentialText.TryPair("id:sec:ret", out var name, out var secret).ShouldBeTrue();
        (name, secret).ShouldBe(("id", "sec:ret"));
    }
}
