using System.Text.Json;
using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Conformance.Tests.Walk;

/// <summary>Holds the calls of a walk to what its case says: the members that <c>docs/conformance.md</c> has for requests.</summary>
static class CaseCalls
{
    public static void Check(JsonElement given, IReadOnlyList<CalledRequest> calls, string why)
    {
        var requests = given.GetProperty("requests").EnumerateArray().ToList();
        calls.Select(call => call.Line).ShouldBe(requests.Select(request => Call(request).TrimEnd()), why);
        foreach (var (call, request) in calls.Zip(requests).Where(pair => pair.Second.ValueKind is JsonValueKind.Object))
            CheckDetails(call, request, why);
        if (given.TryGetProperty("bodies", out var bodies))
            calls.Where(call => call.Body is not null).Select(call => Json(call.Body!)).ShouldBe(bodies.EnumerateArray().Select(body => Json(body.GetRawText())), why);
        if (given.TryGetProperty("texts", out var texts))
            calls.Select(call => call.Body).OfType<string>().ShouldBe(texts.EnumerateArray().Select(text => text.GetString()!), why);
        if (given.TryGetProperty("headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
                calls.Select(call => call.Headers.GetValueOrDefault(header.Name)).Distinct().ShouldBe([header.Value.GetString()], why);
        }
        if (given.TryGetProperty("requests-with", out var each))
            CheckEach(calls, each, why);
    }

    /// <summary>A value in the one form that equal values share, every digit of a number kept.</summary>
    public static string Json(string text) => System.Text.Encoding.UTF8.GetString(CanonicalJson.Write(JsonElement.Parse(text)));

    /// <summary>Holds outputs to those of a case; a secret reads <c>***</c> over HTTP.</summary>
    public static void ShouldFit(JsonElement outputs, JsonElement expected)
    {
        if (outputs.ValueKind is not JsonValueKind.Object || expected.ValueKind is not JsonValueKind.Object)
        {
            if (outputs.ValueKind is not JsonValueKind.String || outputs.GetString() != "***")
                Json(outputs.GetRawText()).ShouldBe(Json(expected.GetRawText()));
            return;
        }
        outputs.EnumerateObject().Select(output => output.Name).ShouldBe(expected.EnumerateObject().Select(output => output.Name), ignoreOrder: true);
        foreach (var output in outputs.EnumerateObject())
            ShouldFit(output.Value, expected.GetProperty(output.Name));
    }

    static void CheckDetails(CalledRequest call, JsonElement request, string why)
    {
        if (request.TryGetProperty("headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
                call.Headers.GetValueOrDefault(header.Name).ShouldBe(header.Value.GetString(), why);
        }
        if (request.TryGetProperty("body", out var body))
            Json(call.Body.ShouldNotBeNull(why)).ShouldBe(Json(body.GetRawText()), why);
        if (request.TryGetProperty("text", out var text))
            call.Body.ShouldBe(text.GetString(), why);
        if (request.TryGetProperty("type", out var type))
            call.Headers.GetValueOrDefault("Content-Type").ShouldBe(type.GetString(), why);
    }

    static void CheckEach(IReadOnlyList<CalledRequest> calls, JsonElement each, string why)
    {
        foreach (var (call, expected) in calls.Zip(each.EnumerateArray()))
        {
            foreach (var member in expected.EnumerateObject())
                (member.Name == "body" ? call.Body : call.Headers.GetValueOrDefault(member.Name)).ShouldBe(member.Value.GetString(), why);
        }
    }

    static string Call(JsonElement request) => (request.ValueKind is JsonValueKind.Object ? request.GetProperty("call") : request).GetString()!;
}
