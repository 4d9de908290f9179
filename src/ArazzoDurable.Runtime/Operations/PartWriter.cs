using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Writes the parts of a multipart body that come of one value.</summary>
static class PartWriter
{
    /// <summary>The parts of a value.</summary>
    /// <param name="name">The name of the member, or the position in a list.</param>
    /// <param name="value">The value.</param>
    /// <param name="encoding">What the document says about the part; null when nothing.</param>
    /// <param name="schema">The schema of the value; null when there is none.</param>
    /// <param name="isForm">Whether the parts of <c>multipart/form-data</c> are written, which carry their names and break up lists.</param>
    /// <returns>Each part with its headers; or why one cannot be sent.</returns>
    public static IEnumerable<(byte[]? Bytes, RequestProblem? Problem)> Write(
        string name, JsonElement value, PropertyEncoding? encoding, BodySchema? schema, bool isForm)
    {
        if (Refused(encoding) is { } refused)
            return [(null, refused)];
        if (!isForm)
            return [Part(null, name, value, encoding, schema)];
        if (encoding?.Format is { } format)
        {
            return StyleWriter.Pairs(name, value, format, text => text)
                .Select(pair => ((byte[]?)Join(Head(pair.Name, null, null, encoding), Encoding.UTF8.GetBytes(pair.Value)), (RequestProblem?)null));
        }
        return value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select((element, index) => Part(name, name, element, encoding, schema?.Item(index)))
            : [Part(name, name, value, encoding, schema)];
    }

    static (byte[]? Bytes, RequestProblem? Problem) Part(string? name, string subject, JsonElement value, PropertyEncoding? encoding, BodySchema? schema)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : null;
        var form = text is null ? FileForm.None : schema?.File ?? FileForm.None;
        var url = text is null || (form is FileForm.None && !IsBinary(encoding)) ? null : FileValue.OfDataUrl(text);
        var mediaType = MediaType(value, encoding?.ContentType, form, url, schema);
        if (mediaType is not null && ParameterHeaders.CheckValue("Content-Type", mediaType) is { } header)
            return (null, header);
        var isFile = form is not FileForm.None || (mediaType is not null && MediaTypes.IsBinary(mediaType));
        // Plain text is what a part without a type is.
        var (bytes, problem) = form switch
        {
            FileForm.Base64 => (url is null ? Encoding.UTF8.GetBytes(text!) : Encoding.ASCII.GetBytes(Convert.ToBase64String(url.Bytes)), null),
            _ when url is not null => (url.Bytes, null),
            FileForm.Bytes when !IsBinary(encoding) => (MediaTypes.IsBinary(mediaType!) ? FileValue.Of(text!).Bytes : Encoding.UTF8.GetBytes(text!), null),
            _ when text is not null && encoding?.ContentType is null => (Encoding.UTF8.GetBytes(text), null),
            _ => ContentWriter.Write($"The part '{subject}'", value, mediaType ?? "text/plain", schema),
        };
        if (bytes is null)
            return (null, problem);
        return (Join(Head(name, isFile ? url?.Name ?? subject : null, mediaType, encoding), bytes), null);
    }

    static RequestProblem? Refused(PropertyEncoding? encoding) =>
        (encoding?.Headers ?? []).Select(header => ParameterHeaders.Check(header.Name, header.Value)).FirstOrDefault(problem => problem is not null);

    // A document may list several types or give a range. A file that knows its own type settles it.
    static string? MediaType(JsonElement value, string? declared, FileForm form, FileValue? url, BodySchema? schema)
    {
        var first = declared?.Split(',', 2)[0].Trim() ?? "";
        if (url?.MediaType is { } own && (first.Length == 0 || MediaTypes.IsRange(first) || declared!.Contains(',', StringComparison.Ordinal)))
            return own;
        return first switch
        {
            "text/*" => "text/plain",
            "" or "*/*" or "application/*" when form is not FileForm.None => schema?.ContentMediaType ?? MediaTypes.Bytes,
            "" when value.ValueKind == JsonValueKind.String && schema?.ContentMediaType is { } said => said,
            "" or "*/*" or "application/*" => value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? MediaTypes.Json : null,
            _ when MediaTypes.IsRange(first) => MediaTypes.Bytes,
            _ => first,
        };
    }

    static bool IsBinary(PropertyEncoding? encoding) => encoding?.ContentType is { } declared && declared.Split(',', 2)[0].Trim() is var first
        && first is not ("" or "*/*" or "application/*" or "text/*") && (MediaTypes.IsRange(first) || MediaTypes.IsBinary(first));

    static string Head(string? name, string? fileName, string? mediaType, PropertyEncoding? encoding)
    {
        var fields = new List<string>();
        if (name is not null)
            fields.Add($"Content-Disposition: form-data; name=\"{Escaped(name)}\"{(fileName is null ? "" : $"; filename=\"{Escaped(fileName)}\"")}");
        if (mediaType is not null)
            fields.Add($"Content-Type: {mediaType}");
        fields.AddRange((encoding?.Headers ?? [])
            .Where(header => name is null || !header.Name.Equals("Content-Disposition", StringComparison.OrdinalIgnoreCase))
            .Select(header => $"{header.Name}: {header.Value}"));
        return string.Concat(fields.Select(field => field + "\r\n"));
    }

    static byte[] Join(string head, byte[] content) => [.. Encoding.UTF8.GetBytes(head + "\r\n"), .. content];

    // As browsers write names (HTML, multipart/form-data encoding algorithm).
    static string Escaped(string name) => name
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal)
        .Replace("\"", "%22", StringComparison.Ordinal);
}
