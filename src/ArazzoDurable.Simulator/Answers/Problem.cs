using System.Text.Json.Nodes;

namespace ArazzoDurable.Simulator.Answers;

/// <summary>The simulator's own refusals, as problem details (RFC 9457).</summary>
static class Problem
{
    const string ContentType = "application/problem+json";

    /// <summary>A refusal with a stable code and a sentence that says what to do.</summary>
    internal static Answer Of(int status, string code, string detail) => Of(status, code, detail, null, []);

    /// <summary>A refusal with a list of what there is instead.</summary>
    internal static Answer Of(int status, string code, string detail, string? listName, IEnumerable<string> list)
    {
        var problem = new JsonObject { ["title"] = "The simulator cannot answer this", ["status"] = status, ["code"] = code, ["detail"] = detail };
        if (listName is not null)
            problem[listName] = new JsonArray([.. list.Select(text => (JsonNode)JsonValue.Create(text))]);
        return new Answer(status, ContentType, JsonText.Bytes(problem));
    }

    /// <summary>The same answer with one more header.</summary>
    internal static Answer With(this Answer answer, string header, string value) =>
        answer with { Headers = answer.Headers.SetItem(header, value) };
}
