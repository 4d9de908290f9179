namespace ArazzoDurable.Simulator.Tests.Scenarios;

public sealed class SequencesTests
{
    const string Api = """
        openapi: 3.1.0
        info: {title: Sequences, version: 1.0.0}
        paths:
          /runs/{id}:
            get:
              operationId: getRun
              responses:
                '200': {description: '', content: {application/json: {example: {state: described}}}}
                '404': {description: '', content: {application/problem+json: {example: {title: Gone}}}}
          /log:
            post:
              operationId: log
              responses: {'200': {description: '', content: {text/plain: {example: logged}}}}
          /plain:
            get: {responses: {'200': {description: '', content: {application/json: {example: plain}}}}}
        """;

    [Fact]
    public async Task Answers_follow_each_other_and_the_last_one_stays()
    {
        await using var simulated = await Simulated.StartAsync(Api, """
            operations:
              getRun:
              - body: {state: waiting}
                times: 2
              - status: 503
                headers: {Retry-After: 1}
              - body: {state: running}
            """);
        (await simulated.GetAsync("/runs/a")).Body.ShouldBe("""{"state":"waiting"}""");
        (await simulated.GetAsync("/runs/a")).Body.ShouldBe("""{"state":"waiting"}""");
        var unavailable = await simulated.GetAsync("/runs/a");
        unavailable.Status.ShouldBe(503);
        unavailable.Body.ShouldBeEmpty();
        unavailable.Headers["Retry-After"].ShouldBe("1");
        (await simulated.GetAsync("/runs/a")).Body.ShouldBe("""{"state":"running"}""");
        (await simulated.GetAsync("/runs/a")).Body.ShouldBe("""{"state":"running"}""");
    }

    [Fact]
    public async Task Each_set_of_path_values_has_its_own_sequence()
    {
        await using var simulated = await Simulated.StartAsync(Api, "operations: {getRun: [{body: first}, {body: second}]}");
        (await simulated.GetAsync("/runs/a")).Body.ShouldBe("\"first\"");
        (await simulated.GetAsync("/runs/b?x=1")).Body.ShouldBe("\"first\"");
        (await simulated.GetAsync("/runs/a?x=2")).Body.ShouldBe("\"second\"");
        (await simulated.GetAsync("/runs/b")).Body.ShouldBe("\"second\"");
    }

    [Fact]
    public async Task Request_is_repeated_in_bodies_and_headers()
    {
        await using var simulated = await Simulated.StartAsync(Api, """
            operations:
              getRun:
                headers: {Location: '/runs/${path.id}'}
                body: {id: '${path.id}', text: 'run ${path.id} of ${query.of}', list: ['${query.none}'], gone: '${query.none}', kept: null}
              log:
                headers: {Content-Type: application/json}
                body: {echo: '${body.a.b}', whole: '${body}', price: '${body.price}', text: 'No ${count}: ${body.a}${body.none}'}
            """);
        var run = await simulated.GetAsync("/runs/%C3%BC?of=7");
        run.Body.ShouldBe("""{"id":"ü","text":"run ü of 7","list":[null],"kept":null}""");
        run.Headers["Location"].ShouldBe("/runs/%C3%BC");
        (await simulated.PostAsync("/log", """{"a":{"b":[1]},"price":1.10}""")).Body.ShouldBe(
            """{"echo":[1],"whole":{"a":{"b":[1]},"price":1.10},"price":1.10,"text":"No 1: {\"b\":[1]}"}""");
    }

    [Fact]
    public async Task Answer_without_a_body_takes_the_described_one_of_its_status()
    {
        await using var simulated = await Simulated.StartAsync(Api, "operations: {getRun: [{status: 404}, {status: 500}, {status: 200}]}");
        var gone = await simulated.GetAsync("/runs/a");
        gone.Status.ShouldBe(404);
        gone.ContentType.ShouldBe("application/problem+json");
        gone.Body.ShouldBe("""{"title":"Gone"}""");
        (await simulated.GetAsync("/runs/a")).Body.ShouldBeEmpty();
        (await simulated.GetAsync("/runs/a")).Body.ShouldBe("""{"state":"described"}""");
    }

    [Fact]
    public async Task Text_is_sent_as_it_stands_when_the_media_type_is_not_json()
    {
        await using var simulated = await Simulated.StartAsync(Api, "operations: {log: [{body: 'line ${count}'}, {status: 204, body: never}]}");
        var line = await simulated.PostAsync("/log");
        line.ContentType.ShouldBe("text/plain");
        line.Body.ShouldBe("line 1");
        (await simulated.PostAsync("/log")).Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task Operation_without_an_id_is_named_by_its_route()
    {
        await using var simulated = await Simulated.StartAsync(Api, "operations: {GET /plain: {body: scripted}}");
        (await simulated.GetAsync("/plain")).Body.ShouldBe("\"scripted\"");
    }

    [Fact]
    public async Task Closest_name_wins()
    {
        await using var simulated = await Simulated.StartAsync(
            Api, "operations: {'GET /runs/{id}': {body: route}, api.getRun: {body: source}, getRun: {body: id}}");
        (await simulated.GetAsync("/runs/a")).Body.ShouldBe("\"source\"");
    }

    [Fact(Timeout = 30_000)]
    public async Task Delay_runs_by_the_given_clock()
    {
        var time = new ManualTime();
        await using var simulated = await Simulated.StartAsync(Api, "operations: {getRun: {body: late, delay: 0.25}}", time);
        var call = simulated.GetAsync("/runs/a");
        (await time.NextTimer).ShouldBe(TimeSpan.FromSeconds(0.25));
        call.IsCompleted.ShouldBeFalse();
        time.Fire();
        (await call).Body.ShouldBe("\"late\"");
    }
}
