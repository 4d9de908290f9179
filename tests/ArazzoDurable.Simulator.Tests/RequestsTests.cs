namespace ArazzoDurable.Simulator.Tests;

public sealed class RequestsTests
{
    const string Api = """
        openapi: 3.1.0
        info: {title: Requests, version: 1.0.0}
        paths:
          /orders:
            parameters:
            - {name: tenant, in: header, required: true, schema: {type: string}}
            - {name: page, in: query, required: true, schema: {type: integer}}
            post:
              operationId: order
              parameters:
              - {name: page, in: query, required: false, schema: {type: integer}}
              - {name: filter, in: query, required: true, style: deepObject, schema: {type: object}}
              - {name: spread, in: query, required: true, schema: {type: object, properties: {a: {type: string}}}}
              - {name: Authorization, in: header, required: true, schema: {type: string}}
              requestBody: {required: true, content: {application/json: {}}}
              responses: {'201': {description: '', content: {application/json: {example: {ok: true}}}}}
          /optional:
            post:
              operationId: optional
              requestBody: {content: {application/json: {}}}
              responses: {'200': {description: '', content: {application/json: {example: {ok: true}}}}}
        """;

    [Fact]
    public async Task What_is_missing_is_named_all_at_once()
    {
        await using var simulated = await Simulated.StartAsync(Api);
        var reply = await simulated.PostAsync("/orders");
        reply.Status.ShouldBe(400);
        reply.Json.GetProperty("code").GetString().ShouldBe("missing-value");
        reply.Json.GetProperty("detail").GetString().ShouldBe(
            "order requires what the request does not have: header parameter 'tenant', query parameter 'filter', request body.");
        reply.Json.GetProperty("missing").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Request_with_all_that_is_required_is_answered()
    {
        await using var simulated = await Simulated.StartAsync(Api);
        (await simulated.SendAsync(HttpMethod.Post, "/orders?filter[name]=x&a=1", "{}", header: "Tenant:t1")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Body_that_claims_to_be_json_and_is_not_is_refused()
    {
        await using var simulated = await Simulated.StartAsync(Api);
        var reply = await simulated.PostAsync("/optional", "{nope");
        reply.Status.ShouldBe(400);
        reply.Json.GetProperty("detail").GetString().ShouldBe("The request to optional says that its body is JSON, and it is not.");
        (await simulated.SendAsync(HttpMethod.Post, "/optional", "{nope", contentType: "text/plain")).Status.ShouldBe(200);
        (await simulated.PostAsync("/optional")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Repeated_key_gets_its_first_answer_and_moves_nothing()
    {
        await using var simulated = await Simulated.StartAsync(Api, "operations: {optional: {body: {number: '${count}'}}}");
        (await simulated.PostAsync("/optional", key: "a")).Body.ShouldBe("""{"number":1}""");
        var again = await simulated.PostAsync("/optional", key: "a");
        again.Body.ShouldBe("""{"number":1}""");
        again.Headers["Idempotency-Replayed"].ShouldBe("true");
        (await simulated.PostAsync("/optional", key: "b")).Body.ShouldBe("""{"number":2}""");
        var unkeyed = await simulated.PostAsync("/optional");
        unkeyed.Body.ShouldBe("""{"number":3}""");
        unkeyed.Headers.ShouldNotContainKey("Idempotency-Replayed");
    }

    [Fact]
    public async Task Refused_request_uses_up_neither_key_nor_answer()
    {
        await using var simulated = await Simulated.StartAsync(Api, "operations: {optional: {body: {number: '${count}'}}}");
        (await simulated.PostAsync("/optional", "{nope", key: "a")).Status.ShouldBe(400);
        (await simulated.PostAsync("/optional", "{}", key: "a")).Body.ShouldBe("""{"number":1}""");
    }
}
