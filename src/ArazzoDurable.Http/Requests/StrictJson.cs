using System.Text.Json;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Http.Requests;

/// <summary>Reads JSON without leniency: no comments, no trailing commas, no two members of one name, no half surrogate pairs.</summary>
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
    public static Reading<JsonElement> Read(ReadOnlyMemory<byte> text, int maxDepth)
    {
        if (text.Span.StartsWith("\uFEFF"u8))
            text = text[3..];
        // Such a string is no text: it could be neither compared nor stored nor sent on.
        if (LoneSurrogates.AreIn(text))
            return Refuse("a string holds half a surrogate pair.");
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = maxDepth });
            return new Reading<JsonElement>.Done(document.RootElement.Clone());
        }
        catch (JsonException exception)
        {
            return Refuse(exception.Message);
        }
    }

    static Reading<JsonElement>.Refused Refuse(string why) =>
        new(Refusals.Because(400, ProblemCodes.InvalidJson, $"The body is not valid JSON: {why}"));
}
