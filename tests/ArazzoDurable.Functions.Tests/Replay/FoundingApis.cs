namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>The APIs behind the founding workflows, as the scenarios of the samples have them.</summary>
static class FoundingApis
{
    public static PlayedAnswer Scenarios(string asked, int count) => asked switch
    {
        "GET /lab/api/projects/p/scenarios/s" => PlayedAnswer.Ok("""{"id": "s", "title": "Nightly rebuild"}"""),
        "POST /lab/api/projects/p/scenarios/s/runs" => PlayedAnswer.Ok("""{"id": "run_1"}"""),
        "GET /lab/api/projects/p/scenarios/s/state" when count <= 3 => PlayedAnswer.Ok("""{"running": true}""") with { RetryAfter = "1" },
        "GET /lab/api/projects/p/scenarios/s/state" => PlayedAnswer.Ok("""{"running": false, "lastRun": {"id": "run_1", "result": "ok"}}"""),
        _ => throw Unknown(asked),
    };

    public static PlayedAnswer Trials(string asked, int count) => asked switch
    {
        "POST /trials" => PlayedAnswer.Ok("""{"id": "trial_1", "scenario": "scn_1", "phase": "preparing"}"""),
        "GET /trials/trial_1" when count <= 3 => PlayedAnswer.Ok("""{"id": "trial_1", "scenario": "scn_1", "phase": "preparing"}""") with { RetryAfter = "1" },
        "GET /trials/trial_1" => PlayedAnswer.Ok("""{"id": "trial_1", "scenario": "scn_1", "phase": "running"}"""),
        "POST /trials/trial_1/score" => PlayedAnswer.Ok("""{"id": "trial_1", "scenario": "scn_1", "phase": "scored", "result": {"points": 0.875}}"""),
        "POST /trials/trial_1/finish" => PlayedAnswer.Ok("""{"id": "trial_1", "scenario": "scn_1", "phase": "finished", "result": {"points": 0.875}}"""),
        _ => throw Unknown(asked),
    };

    public static PlayedAnswer Benches(string asked, int count) => (asked, count) switch
    {
        ("POST /benches/b/images", _) => PlayedAnswer.Ok("""{"id": "image_1", "bench": "b", "takenAt": "2026-01-01T00:00:00Z"}"""),
        ("POST /benches/b/shutdown", _) => PlayedAnswer.Ok("""{"id": "b", "condition": "powered-down"}"""),
        ("POST /benches/b/suspend", _) => PlayedAnswer.Ok("""{"id": "b", "condition": "dozing"}"""),
        ("POST /benches/b/resume", _) => PlayedAnswer.Ok("""{"id": "b", "condition": "waking"}"""),
        ("POST /benches/b/await", 1 or 4) => new PlayedAnswer(408, "{}") { RetryAfter = "1" },
        ("POST /benches/b/await", 2) => PlayedAnswer.Ok("""{"id": "b", "condition": "dozing"}""") with { RetryAfter = "1" },
        ("POST /benches/b/await", 3) => PlayedAnswer.Ok("""{"id": "b", "condition": "asleep"}"""),
        ("POST /benches/b/await", _) => PlayedAnswer.Ok("""{"id": "b", "condition": "awake"}"""),
        _ => throw Unknown(asked),
    };

    static InvalidOperationException Unknown(string asked) => new($"The API has no {asked}.");
}
