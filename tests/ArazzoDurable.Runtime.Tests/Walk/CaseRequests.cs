using System.Text;
using System.Text.Json;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>
/// Holds what was sent to the <c>requests</c> of a case: each a line <c>METHOD /path</c>, or an object with that line as <c>call</c> and
/// any of <c>headers</c> (null: not sent), <c>body</c> (JSON), <c>text</c> (the body as it is) and <c>type</c>.
/// </summary>
static class CaseRequests
{
    const string ApiServer = "https://api.example.com/v1";

    public static void Check(JsonElement expected, IReadOnlyList<SentCall> calls, string? error)
    {
        var requests = expected.EnumerateArray().ToList();
        calls.Select(Line).ShouldBe(requests.Select(request => Call(request).TrimEnd()), error);
        foreach (var (call, request) in calls.Zip(requests).Where(pair => pair.Second.ValueKind is JsonValueKind.Object))
            CheckDetails(call, request);
    }

    static void CheckDetails(SentCall call, JsonElement request)
    {
        if (request.TryGetProperty("headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
                call.Headers.GetValueOrDefault(header.Name).ShouldBe(header.Value.GetString(), header.Name);
        }
        if (request.TryGetProperty("body", out var body))
            Canonical(JsonElement.Parse(call.Body.ShouldNotBeNull())).ShouldBe(Canonical(body));
        if (request.TryGetProperty("text", out var text))
            call.Body.ShouldBe(text.GetString());
        if (request.TryGetProperty("type", out var type))
            call.ContentType.ShouldBe(type.GetString());
    }

    static string Call(JsonElement request) => (request.ValueKind is JsonValueKind.Object ? request.GetProperty("call") : request).GetString()!;

    static string Line(SentCall call) => $"{call.Method} {call.Uri.AbsoluteUri.Replace(ApiServer, "", StringComparison.Ordinal)}";

    static string Canonical(JsonElement value) => Encoding.UTF8.GetString(CanonicalJson.Write(value));
}
