namespace ArazzoDurable.Client.Tests.Fakes;

/// <summary>Answers of the API, as JSON.</summary>
static class Json
{
    public const string RunId = "fe5e053a-00cb-8070-9fe1-efbcd4679549";

    public static string Run(string status = "running", string? results = null, string id = RunId)
    {
        var ended = status is "success" or "failed" or "cancelled" ? "\"completedAt\": \"2026-11-20T12:00:05Z\"," : "";
        var told = results is null ? "" : $"\"results\": {results},";
        return $$"""
            {"runId": "{{id}}", "flowId": "sha256:00", "status": "{{status}}", {{ended}} {{told}}
             "items": {"total": 1, "pending": 0, "running": 1, "success": 0, "failed": 0, "cancelled": 0}, "createdAt": "2026-11-20T12:00:00Z"}
            """;
    }

    public static string Problem(int status, string code, string detail, string more = "") =>
        $$"""{"type": "about:blank", "title": "No", "status": {{status}}, "detail": "{{detail}}", "code": "{{code}}"{{more}} }""";
}
