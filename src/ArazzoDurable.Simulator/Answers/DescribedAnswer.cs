using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Simulator.Bodies;
using ArazzoDurable.Simulator.Operations;

namespace ArazzoDurable.Simulator.Answers;

/// <summary>Answers as the OpenAPI document describes them: its example, or else a value made from the schema.</summary>
static class DescribedAnswer
{
    const string Json = "application/json";
    const string Xml = "application/xml";

    // These say how the body is carried, which only the server knows.
    static readonly ImmutableArray<string> CarrierHeaders =
        ["Content-Type", "Content-Length", "Content-Encoding", "Transfer-Encoding", "Connection", "Keep-Alive", "Date", "Server", "Trailer", "Upgrade"];

    /// <summary>The operation's success: its lowest 2xx response, else its default response with status 200, else 204 without a body.</summary>
    internal static Answer Success(Operation operation)
    {
        var names = operation.Responses?.EnumerateObject().Select(response => response.Name).ToList() ?? [];
        var lowest = names.Where(IsSuccess).Order(StringComparer.Ordinal).FirstOrDefault();
        if (lowest is not null)
            return Of(operation, lowest.EndsWith("XX", StringComparison.OrdinalIgnoreCase) ? 200 : int.Parse(lowest, CultureInfo.InvariantCulture));
        return names.Contains("default") ? Of(operation, 200) : Answer.Empty(204);
    }

    /// <summary>The operation's answer with this status; one without a body when the document describes none.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="status">The status.</param>
    /// <param name="isXml">Whether the body is to be XML: as the media type of that kind describes it, else what is described otherwise, written as XML.</param>
    internal static Answer Of(Operation operation, int status, bool isXml = false)
    {
        if (Response(operation, status) is not { } response)
            return Answer.Empty(status);
        var answer = Answer.Empty(status) with { Headers = Headers(operation.Document, response) };
        if (Media(response, isXml) is not { } media)
            return answer;
        var contentType = Concrete(media.Name);
        if (isXml && !MediaType.IsXml(contentType))
            contentType = Xml;
        return answer with { ContentType = contentType, Body = Bytes(contentType, Body(operation.Document, media.Value, contentType)) };
    }

    /// <summary>The schema of the body that the operation's answer with this status has; null when none is described.</summary>
    internal static JsonElement? Schema(Operation operation, int status) =>
        Response(operation, status) is { } response && Media(response) is { } media ? media.Value.Member("schema") : null;

    /// <summary>The body's bytes: JSON, or the text itself when the media type is another.</summary>
    internal static ReadOnlyMemory<byte> Bytes(string contentType, JsonNode? value) =>
        !MediaType.IsJson(contentType) && value is JsonValue text && text.GetValueKind() == JsonValueKind.String
            ? Encoding.UTF8.GetBytes(text.GetValue<string>())
            : JsonText.Bytes(value);

    static bool IsSuccess(string name) => name.Length == 3 && name[0] == '2'
        && (name.EndsWith("XX", StringComparison.OrdinalIgnoreCase) || name.All(char.IsAsciiDigit));

    static JsonElement? Response(Operation operation, int status)
    {
        var exact = status.ToString(CultureInfo.InvariantCulture);
        var written = operation.Responses?.Member(exact)
            ?? operation.Responses?.Member($"{exact[0]}XX")
            ?? operation.Responses?.Member($"{exact[0]}xx")
            ?? operation.Responses?.Member("default");
        return written is { } response ? References.Follow(operation.Document, response) : null;
    }

    static JsonProperty? Media(JsonElement response, bool isXml = false)
    {
        var media = response.Members("content").ToList();
        return media.Count == 0 ? null : First(isXml ? MediaType.IsXml : MediaType.IsJson) ?? First(MediaType.IsJson) ?? media[0];

        JsonProperty? First(Func<string, bool> isWanted) => media.Cast<JsonProperty?>().FirstOrDefault(type => isWanted(Concrete(type!.Value.Name)));
    }

    static JsonNode? Body(JsonElement document, JsonElement media, string contentType)
    {
        var example = Example(document, media);
        return MediaType.IsXml(contentType) && !(example is JsonValue text && text.GetValueKind() == JsonValueKind.String)
            ? JsonValue.Create(XmlSample.Write(document, media.Member("schema"), example))
            : example;
    }

    static string Concrete(string mediaType) => mediaType switch
    {
        "text/*" => "text/plain",
        _ when mediaType.Contains('*', StringComparison.Ordinal) => Json,
        _ => mediaType,
    };

    static JsonNode? Example(JsonElement document, JsonElement media)
    {
        if (media.Member("example") is { } example)
            return example.Copy();
        foreach (var named in media.Members("examples"))
        {
            if (References.Follow(document, named.Value) is { } followed && followed.Member("value") is { } value)
                return value.Copy();
        }
        return media.Member("schema") is { } schema ? SchemaBody.Make(document, schema) : new JsonObject();
    }

    static ImmutableDictionary<string, string> Headers(JsonElement document, JsonElement response)
    {
        var headers = Answer.NoHeaders;
        foreach (var written in response.Members("headers"))
        {
            if (CarrierHeaders.Contains(written.Name, StringComparer.OrdinalIgnoreCase) || References.Follow(document, written.Value) is not { } header)
                continue;
            if (Example(document, header) is JsonValue value)
                headers = headers.SetItem(written.Name, value.ToString());
        }
        return headers;
    }
}
