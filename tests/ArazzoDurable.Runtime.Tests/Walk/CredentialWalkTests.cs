using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>Where a credential is when a run has it: nowhere in clear but in the calls.</summary>
public sealed class CredentialWalkTests
{
    const string Key = "k3y-0123456789";
    const string Secret = "cl1ent-s3cret-0123456789";
    const string Host = "h0st-0123456789";
    const string Token = "t0ken-0123456789";

    const string Everywhere = $$"""
        operations:
          key: {call: GET /key, security: [{key: []}]}
          oauth: {call: GET /oauth, security: [{oauth: []}]}
          host: {call: GET /host, security: [{host: []}]}
          open: GET /open
        security-schemes:
          key: {type: apiKey, in: query, name: key}
          host: {type: http, scheme: basic}
          oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: /token, scopes: {} } } }
        auth: {api.key: {{Key}}, api.oauth: 'client:{{Secret}}'}
        environment: {ARAZZO_AUTH__api__host: 'user:{{Host}}', ARAZZO_AUTH__api__host__ORIGIN: 'https://api.example.com'}
        steps:
          - {stepId: key, operationId: key}
          - {stepId: oauth, operationId: oauth}
          - {stepId: host, operationId: host}
          - stepId: open
            operationId: open
            outputs: {body: $response.body, header: $response.header.X-Echo}
            successCriteria: [{context: $response.body#/gone, type: regex, condition: '{$response.body#/token}['}, {condition: $statusCode == 200}]
        answers:
          - {status: 200}
          - {status: 200, body: {access_token: {{Token}}, expires_in: 3600} }
          - {status: 200}
          - {status: 200}
          - {status: 500, headers: {X-Echo: 'Basic dXNlcjpoMHN0LTAxMjM0NTY3ODk='}, body: {key: {{Key}}, secret: '{{Secret}}', host: '{{Host}}', token: 'x {{Token}}'} }

        """;

    [Fact]
    public async Task Credential_is_nowhere_in_clear_but_in_the_calls()
    {
        var flow = await WalkFlow.StoreAsync(Everywhere);

        var runId = await flow.SubmitAsync();

        flow.Caller.Unused.ShouldBe(0);
        flow.Caller.Calls[0].Uri.Query.ShouldBe($"?key={Key}");
        flow.Caller.Calls[2].Headers["Authorization"].ShouldBe($"Bearer {Token}");
        flow.Caller.Calls[3].Headers["Authorization"].ShouldBe("Basic dXNlcjpoMHN0LTAxMjM0NTY3ODk=");
        var told = string.Join('\n', [
            flow.Rig.Stored(), .. flow.Rig.Payloads, .. flow.Rig.Statuses.Select(status => status.GetRawText()), flow.Rig.Output.GetRawText(),
            .. flow.Rig.Events.Select(happened => happened.ToString()), (await flow.ResultAsync(runId, reveal: false)).ToString()]);
        foreach (var secret in (string[])[Key, Secret, Host, Token, "dXNlcjpoMHN0LTAxMjM0NTY3ODk"])
            told.ShouldNotContain(secret);
        flow.Rig.Events.OfType<WalkEvent.Reported>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Credential_is_sealed_for_its_run()
    {
        var flow = await WalkFlow.StoreAsync(Everywhere, holds: true);
        var (first, second) = (await flow.SubmitAsync(), await flow.SubmitAsync());
        var sealedForFirst = (await flow.Rig.Store.ReadAsync(RunKeys.Credentials(first), CancellationToken.None))!.Value;

        await flow.Rig.Store.PutAsync(RunKeys.Credentials(second), sealedForFirst, CancellationToken.None);
        await flow.Rig.Values.WriteAsync(RunKeys.Credentials(second), System.Text.Json.JsonElement.Parse(sealedForFirst.Span), CancellationToken.None);

        await Should.ThrowAsync<StepFaultedException>(() => flow.StepAsync(flow.First()));
        flow.Caller.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("auth: {api.key: k-111}", "?key=k-111")]
    [InlineData("", "")]
    public async Task Credential_that_is_optional_is_sent_when_it_is_given_wherever_the_document_says_that_it_is_optional(string auth, string query)
    {
        var flow = await WalkFlow.StoreAsync($$"""
            operations:
              first: {call: GET /first, security: [{}, {key: []} ] }
              last: {call: GET /last, security: [{key: []}, {} ] }
            security-schemes: {key: {type: apiKey, in: query, name: key} }
            {{auth}}
            steps: [{stepId: first, operationId: first}, {stepId: last, operationId: last}]
            answers: [{status: 200}, {status: 200}]
            """);

        await flow.SubmitAsync();

        flow.Caller.Calls.Select(call => call.Uri.Query).ShouldBe([query, query]);
    }
}
