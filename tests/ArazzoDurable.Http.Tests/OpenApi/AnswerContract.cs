using System.Text.Json;
using ArazzoDurable.Http.Routing;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Http.Tests.OpenApi;

/// <summary>Holds answers to what the API's own description says of them: every status, header, media type and body.</summary>
static class AnswerContract
{
    static readonly JsonPointer Problem = JsonPointer.Root.Append("components").Append("schemas").Append("Problem");
    static readonly JsonPointer Event = JsonPointer.Root.Append("components").Append("schemas").Append("RunEvent");

    /// <summary>Gives the answer back when it is as described.</summary>
    public static ApiResponse Check(ApiRequest request, ApiResponse response)
    {
        if (Operation(request) is { } operation)
            CheckDescribed(request, response, operation);
        else
            CheckUndescribed(request, response);
        return response;
    }

    static JsonPointer? Operation(ApiRequest request)
    {
        var path = PathTemplate.Split(request.Url.AbsolutePath);
        var method = request.Method == "HEAD" ? "GET" : request.Method;
        var (route, place) = DescribedApi.Operations.FirstOrDefault(
            known => known.Key.StartsWith($"{method} ", StringComparison.Ordinal) && new PathTemplate(known.Key[(method.Length + 1)..]).Match(path) is not null);
        return route is null ? null : place;
    }

    static void CheckDescribed(ApiRequest request, ApiResponse response, JsonPointer operation)
    {
        var name = DescribedApi.Get(operation).GetProperty("operationId").GetString();
        var status = response.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var described = DescribedApi.Find(operation.Append("responses").Append(status))
            ?? throw new ShouldAssertException($"openapi.yaml says nothing of the answer {status} of {name}: {response}");
        CheckHeaders(response, described, $"{name}, {status}: headers");
        if (request.Method == "HEAD" || IsEmptyError(request, response))
            return;
        if (response.ContentType is not { } type)
        {
            DescribedApi.Get(described).TryGetProperty("content", out _).ShouldBeFalse($"{name}, {status}: the answer has no body");
            return;
        }
        var schema = described.Append("content").Append(type.Split(';')[0]).Append("schema");
        schema.Resolve(DescribedApi.Document).ShouldNotBeNull($"openapi.yaml says nothing of {type} in the answer {status} of {name}");
        // What is streamed is looked at as it is read: see EventReader.
        if (response.Streamed is null && type.Split(';')[0].EndsWith("json", StringComparison.Ordinal))
            DescribedApi.Violations(schema, JsonElement.Parse(response.Body.Span)).ShouldBeEmpty($"{name}, {status}");
    }

    static void CheckHeaders(ApiResponse response, JsonPointer described, string at)
    {
        var place = described.Append("headers");
        var headers = place.Resolve(DescribedApi.Document)?.EnumerateObject().Select(header => header.Name).ToList() ?? [];
        var sent = response.Headers.Select(header => header.Key).ToList();
        sent.Except(headers).ShouldBeEmpty($"{at} that are not described");
        headers.Where(header => IsRequired(DescribedApi.Get(DescribedApi.Find(place.Append(header))!.Value))).Except(sent).ShouldBeEmpty($"{at} that are missing");
    }

    static bool IsRequired(JsonElement header) => header.TryGetProperty("required", out var required) && required.GetBoolean();

    /// <summary>Holds a block of a stream of events to the description of events.</summary>
    public static void CheckEvent(string block)
    {
        var lines = block.Split('\n');
        if (lines is not [_, var type, var data])
        {
            block.ShouldBeOneOf(":", "retry: 1000", "retry: 5000");
            return;
        }
        var told = JsonElement.Parse(data["data: ".Length..]);
        told.GetProperty("type").GetString().ShouldBe(type["event: ".Length..]);
        DescribedApi.Violations(Event, told).ShouldBeEmpty(data);
    }

    // The built-in endpoint has no words for what goes wrong.
    static bool IsEmptyError(ApiRequest request, ApiResponse response) =>
        response is { Status: >= 400, ContentType: null } && request.Url.AbsolutePath.StartsWith("/runtime/", StringComparison.OrdinalIgnoreCase);

    static void CheckUndescribed(ApiRequest request, ApiResponse response)
    {
        response.Status.ShouldBeOneOf([401, 404, 405, 429], $"{request.Method} {request.Url.AbsolutePath} is not described");
        if (request.Method == "HEAD" || IsEmptyError(request, response))
            return;
        response.ContentType.ShouldBe("application/problem+json; charset=utf-8");
        DescribedApi.Violations(Problem, JsonElement.Parse(response.Body.Span)).ShouldBeEmpty();
    }
}
