using System.Text.Json;
using ArazzoDurable.Http.Routing;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Http.Tests.OpenApi;

/// <summary>Holds answers to what the API's own description says of them: every status, header, media type and body.</summary>
static class AnswerContract
{
    static readonly JsonPointer Problem = JsonPointer.Root.Append("components").Append("schemas").Append("Problem");

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
        return route is null || Awaited.Routes.Contains(route) ? null : place;
    }

    static void CheckDescribed(ApiRequest request, ApiResponse response, JsonPointer operation)
    {
        var name = DescribedApi.Get(operation).GetProperty("operationId").GetString();
        var status = response.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var described = DescribedApi.Find(operation.Append("responses").Append(status))
            ?? throw new ShouldAssertException($"openapi.yaml says nothing of the answer {status} of {name}: {response}");
        if (DescribedApi.Get(described).TryGetProperty("headers", out var headers))
            headers.EnumerateObject().Select(header => header.Name).Except(response.Headers.Select(header => header.Key)).ShouldBeEmpty($"{name}, {status}: headers");
        if (request.Method == "HEAD" || IsEmptyError(request, response))
            return;
        if (response.ContentType is not { } type)
        {
            DescribedApi.Get(described).TryGetProperty("content", out _).ShouldBeFalse($"{name}, {status}: the answer has no body");
            return;
        }
        var schema = described.Append("content").Append(type.Split(';')[0]).Append("schema");
        schema.Resolve(DescribedApi.Document).ShouldNotBeNull($"openapi.yaml says nothing of {type} in the answer {status} of {name}");
        if (type.Split(';')[0].EndsWith("json", StringComparison.Ordinal))
            DescribedApi.Violations(schema, JsonElement.Parse(response.Body.Span)).ShouldBeEmpty($"{name}, {status}");
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
