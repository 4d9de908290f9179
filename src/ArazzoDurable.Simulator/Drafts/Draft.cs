using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Simulator.Answers;
using ArazzoDurable.Simulator.Conditions;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Drafts;

/// <summary>An answer that is still being written: as the OpenAPI document describes it, and then as the flow needs it.</summary>
sealed class Draft : IResponse
{
    const string Json = "application/json";

    readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
    JsonNode? body;

    Draft(int status) => Status = status;

    /// <inheritdoc/>
    public int? Status { get; }

    /// <inheritdoc/>
    public bool HasBody { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Headers => headers;

    /// <inheritdoc/>
    public JsonNode? Body
    {
        get => body;
        set
        {
            body = value;
            HasBody = true;
        }
    }

    /// <summary>The media type of the body as it is described; null when none is.</summary>
    internal string? ContentType { get; private init; }

    /// <summary>Whether a response of this status can carry a body.</summary>
    internal bool MayHaveBody => Status is not (204 or 205 or 304);

    /// <summary>The answer that the operation's description has for a status.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="status">The status.</param>
    /// <param name="isXml">Whether its body is to be XML, described so or not.</param>
    internal static Draft Of(Operation operation, int status, bool isXml = false)
    {
        var described = DescribedAnswer.Of(operation, status, isXml);
        var draft = new Draft(status) { ContentType = described.ContentType ?? (isXml ? "application/xml" : null) };
        foreach (var (name, value) in described.Headers)
            draft.headers[name] = value;
        if (described.ContentType is { } contentType && draft.MayHaveBody)
            draft.Body = MediaType.IsJson(contentType) ? JsonNode.Parse(described.Body.Span) : JsonValue.Create(System.Text.Encoding.UTF8.GetString(described.Body.Span));
        return draft;
    }

    /// <summary>Sets a header.</summary>
    internal void SetHeader(string name, string value) => headers[name] = value;

    /// <summary>Leaves a header out.</summary>
    internal void RemoveHeader(string name) => headers.Remove(name);

    /// <summary>A draft that can be changed without changing this one.</summary>
    internal Draft Copy()
    {
        var copy = new Draft(Status!.Value) { ContentType = ContentType };
        foreach (var (name, value) in headers)
            copy.headers[name] = value;
        if (HasBody)
            copy.Body = body?.DeepClone();
        return copy;
    }

    /// <summary>The answer, ready to be sent.</summary>
    internal Answer ToAnswer()
    {
        var answer = Answer.Empty(Status!.Value) with { Headers = Answer.NoHeaders.SetItems(headers) };
        if (!HasBody || !MayHaveBody)
            return answer;
        var contentType = ContentType is not null && (MediaType.IsJson(ContentType) || body?.GetValueKind() == JsonValueKind.String) ? ContentType : Json;
        return answer with { ContentType = contentType, Body = DescribedAnswer.Bytes(contentType, body) };
    }
}
