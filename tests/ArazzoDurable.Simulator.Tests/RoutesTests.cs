namespace ArazzoDurable.Simulator.Tests;

public sealed class RoutesTests
{
    const string Api = """
        openapi: 3.1.0
        info: {title: Routes, version: 1.0.0}
        servers: [{url: 'https://example.com/v1'}]
        paths:
          /:
            get: {operationId: home, responses: {'200': {description: '', content: {application/json: {example: home}}}}}
          /users/me:
            get: {operationId: me, responses: {'200': {description: '', content: {application/json: {example: me}}}}}
          /users/{id}:
            get: {operationId: user, responses: {'200': {description: '', content: {application/json: {example: user}}}}}
            delete: {operationId: removeUser, responses: {'204': {description: ''}}}
          /users/{id}.{format}:
            get: {operationId: formatted, responses: {'200': {description: '', content: {application/json: {example: formatted}}}}}
          /users/{id}:archive:
            post: {operationId: archive, responses: {'202': {description: '', content: {application/json: {example: archived}}}}}
          /linked:
            $ref: '#/components/pathItems/Linked'
        components:
          pathItems:
            Linked:
              get: {operationId: linked, responses: {'200': {$ref: '#/components/responses/Linked'}}}
          responses:
            Linked: {description: '', content: {application/json: {example: linked}}}
        """;

    [Theory]
    [InlineData("", "home")]
    [InlineData("/", "home")]
    [InlineData("/users/me", "me")]
    [InlineData("/users/you", "user")]
    [InlineData("/users/you?verbose=1", "user")]
    [InlineData("/users/you.json", "formatted")]
    [InlineData("/users/a%2Fb", "user")]
    [InlineData("/users/%6De", "me")]
    [InlineData("/linked", "linked")]
    public async Task Path_finds_its_most_concrete_operation(string path, string expected)
    {
        await using var simulated = await Simulated.StartAsync(Api);
        var reply = await simulated.GetAsync(path);
        reply.Status.ShouldBe(200);
        reply.Body.ShouldBe($"\"{expected}\"");
    }

    [Fact]
    public async Task Method_that_the_concrete_path_lacks_is_found_at_the_templated_one()
    {
        await using var simulated = await Simulated.StartAsync(Api);
        (await simulated.SendAsync(HttpMethod.Delete, "/users/me")).Status.ShouldBe(204);
        (await simulated.PostAsync("/users/7:archive")).Status.ShouldBe(202);
    }

    [Fact]
    public async Task Unknown_path_is_answered_404_with_the_routes_there_are()
    {
        await using var simulated = await Simulated.StartAsync(Api);
        var reply = await simulated.GetAsync("/v1/users/me");
        reply.Status.ShouldBe(404);
        reply.ContentType.ShouldBe("application/problem+json");
        reply.Json.GetProperty("code").GetString().ShouldBe("unknown-path");
        reply.Json.GetProperty("detail").GetString()
            .ShouldBe("No operation has this path. Paths stand as the OpenAPI document writes them, without its servers' base path.");
        reply.Json.GetProperty("routes").EnumerateArray().Select(route => route.GetString()).ShouldContain("DELETE /users/{id}");
        reply.Json.GetProperty("routes").GetArrayLength().ShouldBe(7);
    }

    [Fact]
    public async Task Unknown_source_is_answered_404_with_the_sources_there_are()
    {
        await using var simulated = await Simulated.StartAsync([("one", Api), ("two", Api)]);
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(simulated.Server.Urls["one"], "/three/users"));
        ((int)response.StatusCode).ShouldBe(404);
        (await response.Content.ReadAsStringAsync()).ShouldContain("""
            "code":"unknown-source","detail":"A path begins with the name of a source.","sources":["one","two"]
            """);
    }

    [Fact]
    public async Task Unknown_method_is_answered_405_with_the_methods_there_are()
    {
        await using var simulated = await Simulated.StartAsync(Api);
        var reply = await simulated.SendAsync(HttpMethod.Put, "/users/7", "{}");
        reply.Status.ShouldBe(405);
        reply.Headers["Allow"].ShouldBe("DELETE, GET, HEAD, OPTIONS");
        reply.Json.GetProperty("detail").GetString().ShouldBe("This path knows DELETE, GET, HEAD, OPTIONS, not PUT.");
    }

    [Fact]
    public async Task Options_and_head_are_answered_without_being_described()
    {
        await using var simulated = await Simulated.StartAsync(Api);
        var options = await simulated.SendAsync(HttpMethod.Options, "/users/7");
        options.Status.ShouldBe(204);
        options.Headers["Allow"].ShouldBe("DELETE, GET, HEAD, OPTIONS");
        var head = await simulated.SendAsync(HttpMethod.Head, "/users/7");
        head.Status.ShouldBe(200);
        head.Body.ShouldBeEmpty();
        head.Headers["Content-Length"].ShouldBe("6");
    }

    [Fact]
    public async Task Two_sources_are_played_side_by_side()
    {
        const string Other = """
            openapi: 3.0.3
            info: {title: Other, version: 1.0.0}
            paths:
              /users/me:
                get: {operationId: me, responses: {'200': {description: '', content: {application/json: {example: other}}}}}
            """;
        await using var simulated = await Simulated.StartAsync([("api", Api), ("other api", Other)], "operations: {api.me: {body: scripted}}");
        (await simulated.GetAsync("/users/me")).Body.ShouldBe("\"scripted\"");
        (await simulated.GetAsync("/users/me", "other api")).Body.ShouldBe("\"other\"");
        simulated.Server.Urls["other api"].AbsolutePath.ShouldBe("/other%20api");
    }

    [Fact]
    public async Task Calls_are_told_in_their_order()
    {
        var simulated = await Simulated.StartAsync(Api);
        await simulated.GetAsync("/users/me?x=1");
        await simulated.SendAsync(HttpMethod.Delete, "/users/7", key: "k");
        await simulated.SendAsync(HttpMethod.Delete, "/users/7", key: "k");
        await simulated.GetAsync("/nowhere");
        await simulated.DisposeAsync();
        var calls = new List<string>();
        await foreach (var call in simulated.Server.ReadCallsAsync())
            calls.Add($"{call.Source} {call.Method} {call.Path} {call.Operation ?? "-"} {call.Status}{(call.Replayed ? " replayed" : "")}");
        calls.ShouldBe(
        [
            "api GET /api/users/me?x=1 me 200",
            "api DELETE /api/users/7 removeUser 204",
            "api DELETE /api/users/7 removeUser 204 replayed",
            "api GET /api/nowhere - 404",
        ]);
    }
}
