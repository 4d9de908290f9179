using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Conformance.Tests.Called;

/// <summary>
/// Plays the API that the samples invent, with its states: what is asked for too early is refused with 409, so a runner that does not
/// wait fails. Trials, benches and scenarios take some looks to get where they are going.
/// </summary>
sealed class AcmeLab
{
    const int Looks = 3;

    readonly ConcurrentDictionary<string, (string State, int Left)> things = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, CalledAnswer> firstAnswers = new(StringComparer.Ordinal);

    /// <summary>What was changed, in order.</summary>
    public ConcurrentQueue<string> Effects { get; } = new();

    /// <summary>Answers a request; one that comes again with its key is answered as the first time, without an effect.</summary>
    public CalledAnswer Answer(CalledRequest request)
    {
        if (request.Headers.GetValueOrDefault("Authorization") != "Bearer canary-4711")
            return new CalledAnswer(401, """{"message": "Who are you?"}""");
        if (request.Method == "GET" || request.Headers.GetValueOrDefault("Idempotency-Key") is not { } key)
            return Route(request);
        lock (firstAnswers)
            return firstAnswers.GetOrAdd(key, _ => Route(request));
    }

    CalledAnswer Route(CalledRequest request)
    {
        var path = new Uri(request.Url).AbsolutePath.Trim('/').Split('/').SkipWhile(part => part is "v1" or "lab" or "api").ToArray();
        return (request.Method, path) switch
        {
            ("POST", ["trials"]) => Begin(JsonNode.Parse(request.Body!)!),
            ("GET", ["trials", var id]) => Look(id),
            ("POST", ["trials", var id, "score"]) => Move(id, "score", "running", "scored", 0),
            ("POST", ["trials", var id, "finish"]) => Move(id, "finish", "scored", "finished", 0),
            ("POST", ["benches", var id, "suspend"]) => Move(id, "suspend", "awake", "dozing>asleep", Looks),
            ("POST", ["benches", var id, "resume"]) => Move(id, "resume", "asleep", "waking>awake", Looks),
            ("POST", ["benches", var id, "await"]) => Await(id, JsonNode.Parse(request.Body!)!["conditions"]![0]!.ToString()),
            ("POST", ["benches", var id, "images"]) => Image(id, request.Body!),
            ("POST", ["benches", var id, "shutdown"]) => Move(id, "shut down", "awake", "powered-down", 0),
            ("GET", ["projects", _, "scenarios", var id]) => CalledAnswer.Ok($$"""{"id": "{{id}}", "title": "Nightly rebuild"}"""),
            ("POST", ["projects", _, "scenarios", var id, "runs"]) => Run(id),
            ("GET", ["projects", _, "scenarios", var id, "state"]) => State(id),
            _ => new CalledAnswer(404, """{"message": "Not here."}"""),
        };
    }

    CalledAnswer Begin(JsonNode body)
    {
        body.AsObject().ContainsKey("label").ShouldBeFalse("an input without a value is left out");
        var id = $"trial_{body["scenario"]}";
        things[id] = ("preparing>running", Looks);
        Effects.Enqueue($"begin {id}");
        return Look(id);
    }

    /// <summary>Tells how a thing is; each look brings it nearer to where it is going.</summary>
    CalledAnswer Look(string id)
    {
        var (state, left) = Now(id);
        if (left > 0)
            things[id] = (left == 1 ? state.Split('>')[1] : state, left - 1);
        return Told(id, state);
    }

    CalledAnswer Move(string id, string verb, string from, string to, int left)
    {
        var (state, _) = Now(id);
        if (state != from)
            return new CalledAnswer(409, $$"""{"message": "It is {{state}}."}""");
        things[id] = (to, left);
        Effects.Enqueue($"{verb} {id}");
        return Told(id, to);
    }

    /// <summary>The first wait runs out of patience, as a long poll does.</summary>
    CalledAnswer Await(string id, string wanted)
    {
        var (_, left) = Now(id);
        var told = Look(id);
        return left == Looks ? new CalledAnswer(408, """{"message": "Not there yet."}""") : JsonNode.Parse(told.Body!)!["condition"]!.ToString() == wanted || left > 0 ? told : new CalledAnswer(408, "{}");
    }

    CalledAnswer Image(string id, string body)
    {
        var (state, _) = Now(id);
        if (state != "awake")
            return new CalledAnswer(409, "{}");
        Effects.Enqueue($"take image of {id}");
        return CalledAnswer.Ok($$"""{"id": "image_{{id}}", "bench": "{{id}}", "takenAt": "2026-01-01T00:00:00Z", "asked": {{body}}}""");
    }

    CalledAnswer Run(string id)
    {
        things[id] = ("true>false", Looks);
        Effects.Enqueue($"run {id}");
        return CalledAnswer.Ok($$"""{"id": "run_{{id}}"}""");
    }

    CalledAnswer State(string id)
    {
        var running = Now(id).State.StartsWith("true", StringComparison.Ordinal);
        Look(id);
        return running ? CalledAnswer.Ok("""{"running": true}""").After("0") : CalledAnswer.Ok($$$"""{"running": false, "lastRun": {"id": "run_{{{id}}}", "result": "ok"}}""");
    }

    (string State, int Left) Now(string id) => things.GetValueOrDefault(id, ("awake", 0));

    static CalledAnswer Told(string id, string state)
    {
        var word = state.Split('>')[0];
        return CalledAnswer.Ok(JsonSerializer.Serialize(new Dictionary<string, object> { ["id"] = id, ["phase"] = word, ["condition"] = word, ["result"] = new { points = 0.875 } }));
    }
}
