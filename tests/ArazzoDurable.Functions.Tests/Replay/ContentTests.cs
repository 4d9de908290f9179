using System.Text.Json;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>What histories and custom statuses hold of content: declared outputs up to 4 KB, and no secret in clear.</summary>
public sealed class ContentTests
{
    const string Secret = "cnry&/+ sekret=7f3a";
    const string OfBody = "cnry-body-5d1e-undeclared";
    const string OfLarge = "cnry-large-93c2-begins-here";

    static readonly FlowBundle Flow = Flows.Of("""
        [{"workflowId": "main",
          "inputs": {"type": "object", "properties": {
            "apiToken": {"type": "string"}, "pin": {"type": "string", "format": "password"},
            "login": {"type": "object", "properties": {"deep": {"type": "array", "items": {"type": "object", "properties": {"password": {"type": "string"}}}}}}}},
          "steps": [
            {"stepId": "a", "operationId": "postA",
             "parameters": [{"name": "Authorization", "in": "header", "value": "Bearer {$inputs.apiToken}"}, {"name": "q", "in": "query", "value": "$inputs.pin"}],
             "requestBody": {"contentType": "application/json", "payload": {"password": "{$inputs.login.deep[0].password}", "pin": "$inputs.pin"}},
             "outputs": {"token": "$response.body#/token", "clientSecret": "$response.body#/deep/0/secret", "sent": "$inputs.pin", "header": "Bearer {$inputs.apiToken}",
                         "id": "$response.body#/id", "large": "$response.body#/large"}},
            {"stepId": "call", "workflowId": "callee", "parameters": [{"name": "apiToken", "value": "$steps.a.outputs.token"}, {"name": "large", "value": "$steps.a.outputs.large"}],
             "onFailure": [{"name": "on", "type": "goto", "stepId": "poll"}]},
            {"stepId": "poll", "operationId": "getB", "parameters": [{"name": "Authorization", "in": "header", "value": "Bearer {$steps.a.outputs.token}"}],
             "onSuccess": [{"name": "again", "type": "goto", "stepId": "poll", "criteria": [{"condition": "$response.body#/state == 'busy'"}]}, {"name": "end", "type": "end"}]}],
          "outputs": {"token": "$steps.a.outputs.token", "id": "$steps.a.outputs.id", "large": "$steps.a.outputs.large"}},
         {"workflowId": "callee",
          "inputs": {"type": "object", "properties": {"apiToken": {"type": "string"}, "large": {"type": "string"}}},
          "steps": [{"stepId": "c", "operationId": "postC", "parameters": [{"name": "Authorization", "in": "header", "value": "Bearer {$inputs.apiToken}"}]}]}]
        """);

    [Fact]
    public async Task Secrets_bodies_and_large_values_are_in_no_history()
    {
        var play = await RecordAsync();
        (await play.PlayAsync()).Status.ShouldBe(RunState.Success);
        // The API was sent what it needs, and the histories are more than one generation of three kinds of payload.
        play.Api.Received[0].ShouldContain($"Bearer {Secret}");
        play.Hub.Recorded.Count.ShouldBeGreaterThan(2);
        ShouldNotTell(play.Hub.Recorded, Secret, OfBody);
        // The output of a run's instance is its status with its results, whatever their size; nothing else holds a large value.
        var (ends, others) = (play.Hub.Recorded.Where(generation => generation.InstanceId == play.RunId).ToList()[^1], play.Hub.Recorded.ToList());
        others[others.IndexOf(ends)] = ends with { Events = ends.Events[..ends.Events.FindLastIndex(row => row is HistoryEvent.OrchestratorStarted)] };
        ShouldNotTell(others, OfLarge);
        // What is declared and small is there: the scan looks in the right place.
        play.Hub.Recorded.SelectMany(generation => generation.Events).SelectMany(row => row.Payloads).ShouldContain(payload => new Canary("id-that-is-declared").FindIn(payload) != null);
    }

    [Fact]
    public void Canary_is_found_in_every_form()
    {
        var canary = new Canary(Secret);
        foreach (var prefix in new[] { "", "u", "us", "user:" })
            canary.FindIn(JsonSerializer.Serialize(new { header = "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(prefix + Secret + ":")) })).ShouldNotBeNull(prefix);
        canary.FindIn(JsonSerializer.Serialize(new[] { new { a = Secret } })).ShouldNotBeNull();
        canary.FindIn($"?q={Uri.EscapeDataString(Secret)}").ShouldNotBeNull();
        canary.FindIn("{}").ShouldBeNull();
    }

    [Fact]
    public void Stored_histories_tell_no_secret_and_no_undeclared_body() =>
        ShouldNotTell(StoredHistories.Files.SelectMany(StoredHistories.Read), Shapes.Token, Shapes.Undeclared);

    static async Task<Play> RecordAsync()
    {
        var body = JsonSerializer.Serialize(new
        {
            id = "id-that-is-declared",
            token = Secret,
            deep = new[] { new { secret = Secret } },
            large = OfLarge + new string('x', 10_000),
            rest = OfBody,
        });
        var play = new Play((asked, count) => asked switch
        {
            "POST /a" => PlayedAnswer.Ok(body),
            // The callee fails, and its failure quotes what it may.
            "POST /c" => new PlayedAnswer(500, $$"""{"error": "{{OfBody}}", "token": "{{Secret}}" }"""),
            _ => PlayedAnswer.Ok($$"""{"state": "{{(count < 30 ? "busy" : "done")}}", "rest": "{{OfBody}}" }"""),
        });
        await play.SubmitAsync(Flow, JsonElement.Parse($$"""{"apiToken": "{{Secret}}", "pin": "{{Secret}}", "login": {"deep": [{"password": "{{Secret}}" }] } }"""));
        return play;
    }

    static void ShouldNotTell(IEnumerable<Generation> generations, params string[] texts)
    {
        var canaries = texts.Select(text => new Canary(text)).ToList();
        foreach (var generation in generations)
        {
            foreach (var row in generation.Events)
            {
                foreach (var canary in canaries)
                    row.Payloads.Select(canary.FindIn).ShouldAllBe(found => found == null, $"{row.GetType().Name} of '{generation.InstanceId}' tells '{canary}'");
            }
        }
    }
}
