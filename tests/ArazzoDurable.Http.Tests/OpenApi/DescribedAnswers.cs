using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Http.Tests.OpenApi;

/// <summary>Holds answers to what a description says of them: every status, header, media type and body.</summary>
/// <param name="api">The description.</param>
/// <param name="mayHaveOtherHeaders">Whether an answer may have headers that are not described, since web servers and platforms add some.</param>
sealed class DescribedAnswers(ApiDescription api, bool mayHaveOtherHeaders)
{
    static readonly JsonPointer Schemas = JsonPointer.Root.Append("components").Append("schemas");
    static readonly JsonPointer Problem = Schemas.Append("Problem");
    static readonly JsonPointer Event = Schemas.Append("RunEvent");

    /// <summary>Throws when the answer is not as described.</summary>
    public void Check(GivenAnswer answer)
    {
        if (api.OperationOf(answer.Method, answer.Path) is { } operation)
            CheckDescribed(answer, operation);
        else
            CheckUndescribed(answer);
    }

    /// <summary>Holds a block of a stream of events to the description of events.</summary>
    public void CheckEvent(string block)
    {
        var lines = block.Split('\n');
        if (lines is not [_, var type, var data])
        {
            block.ShouldBeOneOf(":", "retry: 1000", "retry: 5000");
            return;
        }
        var told = JsonElement.Parse(data["data: ".Length..]);
        told.GetProperty("type").GetString().ShouldBe(type["event: ".Length..]);
        api.Violations(Event, told).ShouldBeEmpty(data);
    }

    void CheckDescribed(GivenAnswer answer, JsonPointer operation)
    {
        var name = api.Get(operation).GetProperty("operationId").GetString();
        var status = answer.Status.ToString(CultureInfo.InvariantCulture);
        var described = api.Find(operation.Append("responses").Append(status))
            ?? throw new ShouldAssertException($"openapi.yaml says nothing of the answer {status} of {name}: {answer}");
        CheckHeaders(answer, described, $"{name}, {status}: headers");
        if (answer.Method == "HEAD" || IsEmptyError(answer))
            return;
        if (answer.ContentType is not { } type)
        {
            api.Get(described).TryGetProperty("content", out _).ShouldBeFalse($"{name}, {status}: the answer has no body");
            return;
        }
        var schema = described.Append("content").Append(type.Split(';')[0]).Append("schema");
        schema.Resolve(api.Document).ShouldNotBeNull($"openapi.yaml says nothing of {type} in the answer {status} of {name}");
        // What is streamed is looked at as it is read, event by event.
        if (answer.Body is { } body && type.Split(';')[0].EndsWith("json", StringComparison.Ordinal))
            api.Violations(schema, JsonElement.Parse(body.Span)).ShouldBeEmpty($"{name}, {status}");
    }

    void CheckHeaders(GivenAnswer answer, JsonPointer described, string at)
    {
        var place = described.Append("headers");
        var headers = place.Resolve(api.Document)?.EnumerateObject().Select(header => header.Name).ToList() ?? [];
        if (!mayHaveOtherHeaders)
            answer.Headers.Except(headers).ShouldBeEmpty($"{at} that are not described");
        headers.Where(header => IsRequired(api.Get(api.Find(place.Append(header))!.Value))).Except(answer.Headers, StringComparer.OrdinalIgnoreCase)
            .ShouldBeEmpty($"{at} that are missing");
    }

    static bool IsRequired(JsonElement header) => header.TryGetProperty("required", out var required) && required.GetBoolean();

    // The built-in endpoint has no words for what goes wrong.
    static bool IsEmptyError(GivenAnswer answer) =>
        answer is { Status: >= 400, ContentType: null } && answer.Path.StartsWith("/runtime/", StringComparison.OrdinalIgnoreCase);

    void CheckUndescribed(GivenAnswer answer)
    {
        answer.Status.ShouldBeOneOf([401, 404, 405, 429], $"{answer.Method} {answer.Path} is not described");
        if (answer.Method == "HEAD" || IsEmptyError(answer))
            return;
        answer.ContentType.ShouldBe("application/problem+json; charset=utf-8");
        api.Violations(Problem, JsonElement.Parse(answer.Body!.Value.Span)).ShouldBeEmpty();
    }
}
