using System.Text.Json;
using System.Text.Unicode;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Http.Requests;

/// <summary>Reads JSON without leniency: no comments, no trailing commas, no two members of one name, no half surrogate pairs, no bytes that are no UTF-8.</summary>
static class StrictJson
{
    /// <summary>How deep lists and objects may be nested.</summary>
    public const int MaxDepth = 64;

    /// <summary>The body of a request as JSON.</summary>
    public static async Task<Reading<JsonElement>> ReadBodyAsync(ApiRequest request, int limit, CancellationToken cancellationToken)
    {
        if (!RequestBody.IsJson(RequestBody.MediaType(request)))
            return new Reading<JsonElement>.Refused(Refusals.WrongContentType(request.Headers.GetValueOrDefault("Content-Type"), "application/json"));
        return await RequestBody.ReadAsync(request, limit, cancellationToken) switch
        {
            Reading<ReadOnlyMemory<byte>>.Done(var bytes) => Read(bytes, MaxDepth),
            Reading<ReadOnlyMemory<byte>>.Refused(var response) => new Reading<JsonElement>.Refused(response),
            _ => throw new InvalidOperationException("A reading of an unknown kind."),
        };
    }

    /// <summary>A text as JSON. A byte order mark at the start is skipped.</summary>
    public static Reading<JsonElement> Read(ReadOnlyMemory<byte> text, int maxDepth) => TryParse(text, maxDepth, out var problem) is { } value
        ? new Reading<JsonElement>.Done(value)
        : new Reading<JsonElement>.Refused(Refusals.Because(400, ProblemCodes.InvalidJson, problem!));

    /// <summary>A text as JSON; null when it is none, with the sentence that says why.</summary>
    public static JsonElement? TryParse(ReadOnlyMemory<byte> text, int maxDepth, out string? problem)
    {
        if (text.Span.StartsWith("\uFEFF"u8))
            text = text[3..];
        problem = null;
        // The parser lets such bytes pass within strings, and fails when somebody reads the string.
        if (!Utf8.IsValid(text.Span))
        {
            problem = "The body is not valid JSON: it is not UTF-8.";
            return null;
        }
        // Such a string is no text: it could be neither compared nor stored nor sent on.
        if (LoneSurrogates.AreIn(text))
        {
            problem = "The body is not valid JSON: a string holds half a surrogate pair.";
            return null;
        }
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = maxDepth });
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            problem = $"The body is not valid JSON: {exception.Message}";
            return null;
        }
    }
}
