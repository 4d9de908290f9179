using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Tests.Operations;

public sealed class SecurityReaderTests
{
    public static TheoryData<string, SecurityScheme> Schemes() => new()
    {
        { "{type: apiKey, in: header, name: X-Key}", new SecurityScheme.ApiKey(ParameterPlace.Header, "X-Key") },
        { "{type: apiKey, in: query, name: key}", new SecurityScheme.ApiKey(ParameterPlace.Query, "key") },
        { "{type: apiKey, in: cookie, name: key}", new SecurityScheme.ApiKey(ParameterPlace.Cookie, "key") },
        { "{type: apiKey, in: body, name: key}", new SecurityScheme.Unsupported("an apiKey without a name, or in none of header, query and cookie") },
        { "{type: http, scheme: Basic}", new SecurityScheme.Basic() },
        { "{type: http, scheme: bearer, bearerFormat: JWT}", new SecurityScheme.Bearer() },
        { "{type: http, scheme: digest}", new SecurityScheme.Unsupported("of the HTTP scheme 'digest'") },
        { "{type: oauth2, flows: {clientCredentials: {tokenUrl: /token, scopes: {}}}}", new SecurityScheme.OAuth2("/token") },
        { "{type: oauth2, flows: {implicit: {authorizationUrl: /auth, scopes: {}}}}", new SecurityScheme.OAuth2(null) },
        { "{type: openIdConnect, openIdConnectUrl: /oidc}", new SecurityScheme.OpenIdConnect() },
        { "{type: mutualTLS}", new SecurityScheme.Unsupported("of the type 'mutualTLS'") },
        { "{$ref: '#/components/securitySchemes/other'}", new SecurityScheme.Basic() },
        { "{$ref: '#/components/securitySchemes/none'}", new SecurityScheme.Unsupported("without a type") },
        { "[]", new SecurityScheme.Unsupported("without a type") },
    };

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Scheme_of_openapi_3_is_read(string scheme, SecurityScheme expected) => Apis.Operation($$"""
        openapi: 3.1.0
        components: {securitySchemes: {it: {{scheme}}, other: {type: http, scheme: basic} } }
        paths: {/a: {get: {operationId: op, security: [{it: []}] } } }
        """).Security.Single().Single().Scheme.ShouldBe(expected);

    public static TheoryData<string, SecurityScheme> Definitions() => new()
    {
        { "{type: basic}", new SecurityScheme.Basic() },
        { "{type: apiKey, in: query, name: key}", new SecurityScheme.ApiKey(ParameterPlace.Query, "key") },
        { "{type: oauth2, flow: application, tokenUrl: 'https://auth.example.com', scopes: {}}", new SecurityScheme.OAuth2("https://auth.example.com") },
        { "{type: oauth2, flow: accessCode, tokenUrl: 'https://auth.example.com', authorizationUrl: x, scopes: {}}", new SecurityScheme.OAuth2(null) },
    };

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Scheme_of_openapi_2_is_read(string scheme, SecurityScheme expected) => Apis.Operation($$"""
        swagger: '2.0'
        securityDefinitions: {it: {{scheme}} }
        security: [{it: []}]
        paths: {/a: {get: {operationId: op} } }
        """).Security.Single().Single().Scheme.ShouldBe(expected);

    [Fact]
    public void Alternatives_keep_their_order_and_scopes()
    {
        var security = Apis.Operation("""
            openapi: 3.2.0
            components: {securitySchemes: {b: {type: oauth2, flows: {clientCredentials: {tokenUrl: /t, scopes: {}}}}, a: {type: http, scheme: basic}}}
            paths: {/a: {get: {operationId: op, security: [{b: [read, write]}, {a: []}, {none: []}, {}]}}}
            """).Security;

        security.Select(set => string.Join('+', set)).ShouldBe(["b", "a", "none", ""]);
        security[0][0].Scopes.ShouldBe(["read", "write"]);
        security[2][0].Scheme.ShouldBe(new SecurityScheme.Unsupported("not described in the document"));
    }

    [Theory]
    [InlineData("security: {it: []}")]
    [InlineData("security: it")]
    [InlineData("security: [it]")]
    public void Security_that_is_none_asks_for_nothing(string security) =>
        Apis.Operation($"openapi: 3.1.0\n{security}\npaths: {{/a: {{get: {{operationId: op}}}}}}").Security.ShouldBeEmpty();
}
