using System.Collections.Immutable;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>
/// Reads what an operation says about its body beyond the media types: encodings and the schema. The OpenAPI library does not tell whether
/// an encoding gives a style or leaves it to the default, and would read all schemas.
/// </summary>
sealed class BodyReader
{
    readonly JsonElement root;
    readonly JsonElement content;
    readonly ImmutableArray<JsonElement> formData;
    readonly JsonElement? bodyParameter;

    /// <summary>Reads the body of the operation at <paramref name="address"/>.</summary>
    public BodyReader(JsonElement root, OperationAddress address)
    {
        this.root = root;
        var (item, operation) = OperationSlice.Find(root, address);
        content = Target(operation, "requestBody") is { } body ? Target(body, "content") ?? default : default;
        var parameters = Parameters(operation).Concat(Parameters(item)).ToImmutableArray();
        formData = [.. parameters.Where(parameter => parameter.Text("in") == "formData")];
        bodyParameter = parameters.Where(parameter => parameter.Text("in") == "body").Select(parameter => parameter.Member("schema")).FirstOrDefault();
    }

    /// <summary>What is said about the media types of the body, of which a form of OpenAPI 2.0 takes only those that can hold it.</summary>
    public ImmutableArray<BodyContent> Read(IEnumerable<string> mediaTypes) => [.. (formData.IsEmpty ? mediaTypes : OfForm(mediaTypes)).Select(Read)];

    // A form can be nothing but a form, and one with a file only multipart, whatever 'consumes' says or leaves out.
    IEnumerable<string> OfForm(IEnumerable<string> mediaTypes)
    {
        var hasFile = formData.Any(parameter => parameter.Text("type") == "file");
        return mediaTypes.Where(mediaType => MediaTypes.IsMultipartForm(mediaType) || (!hasFile && MediaTypes.IsForm(mediaType)))
            .DefaultIfEmpty(hasFile ? MediaTypes.MultipartForm : MediaTypes.Form);
    }

    BodyContent Read(string mediaType)
    {
        if (Target(content, mediaType) is not { } found)
            return new BodyContent(mediaType, FormDataEncodings()) { Schema = bodyParameter is { } schema ? BodySchema.Of(root, schema) : FormDataSchema() };
        return new BodyContent(mediaType, Encodings(found))
        {
            PartEncodings = found.Member("prefixEncoding") is { ValueKind: JsonValueKind.Array } prefix ? [.. prefix.EnumerateArray().Select(Encoding)] : [],
            ItemEncoding = found.Member("itemEncoding") is { ValueKind: JsonValueKind.Object } item ? Encoding(item) : null,
            Schema = BodySchema.Of(root, found.Member("schema")) ?? BodySchema.OfItems(root, found.Member("itemSchema")),
        };
    }

    ImmutableDictionary<string, PropertyEncoding> Encodings(JsonElement mediaType) => mediaType.Member("encoding") is { ValueKind: JsonValueKind.Object } encodings
        ? encodings.EnumerateObject().GroupBy(encoding => encoding.Name, StringComparer.Ordinal)
            .ToImmutableDictionary(same => same.Key, same => Encoding(same.Last().Value), StringComparer.Ordinal)
        : ImmutableDictionary<string, PropertyEncoding>.Empty;

    PropertyEncoding Encoding(JsonElement encoding)
    {
        var given = encoding.Text("style");
        ValueFormat? format = null;
        if (given is not null || encoding.Flag("explode") is not null || encoding.Flag("allowReserved") is not null)
        {
            var style = Enum.TryParse<ValueStyle>(given, ignoreCase: true, out var known) ? known : ValueStyle.Form;
            format = new ValueFormat(style, encoding.Flag("explode") ?? style == ValueStyle.Form, encoding.Flag("allowReserved") ?? false);
        }
        return new PropertyEncoding(encoding.Text("contentType"), format) { Headers = Headers(encoding) };
    }

    ImmutableArray<(string Name, string Value)> Headers(JsonElement encoding)
    {
        if (encoding.Member("headers") is not { ValueKind: JsonValueKind.Object } headers)
            return [];
        return
        [
            .. headers.EnumerateObject()
                .Where(header => !header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                .Select(header => (header.Name, Value: Fixed(LocalReference.Follow(root, header.Value))))
                .Where(header => header.Value is not null)
                .Select(header => (header.Name, header.Value!)),
        ];
    }

    string? Fixed(JsonElement header)
    {
        if (Target(header, "schema") is not { } schema)
            return null;
        var value = schema.Member("const") ?? schema.Member("default")
            ?? (schema.Member("enum") is { ValueKind: JsonValueKind.Array } values && values.GetArrayLength() == 1 ? values[0] : null);
        return value is { } one ? StyleWriter.Header(one, new ValueFormat(ValueStyle.Simple, header.Flag("explode") ?? false)) : null;
    }

    // OpenAPI 2.0 has a form's properties as parameters, which say of themselves what a schema says.
    BodySchema? FormDataSchema() => formData.IsEmpty ? null : BodySchema.OfProperties(root, formData
        .Where(parameter => parameter.Text("name") is not null)
        .GroupBy(parameter => parameter.Text("name")!, StringComparer.Ordinal)
        .Select(same => (same.Key, same.First())));

    ImmutableDictionary<string, PropertyEncoding> FormDataEncodings() => formData
        .Where(parameter => parameter.Text("name") is not null && parameter.Text("type") == "array")
        .GroupBy(parameter => parameter.Text("name")!, StringComparer.Ordinal)
        .ToImmutableDictionary(same => same.Key, same => new PropertyEncoding(null, CollectionFormat.Read(same.First().Text("collectionFormat"))), StringComparer.Ordinal);

    IEnumerable<JsonElement> Parameters(JsonElement owner) => owner.Member("parameters") is { ValueKind: JsonValueKind.Array } parameters
        ? parameters.EnumerateArray().Select(parameter => LocalReference.Follow(root, parameter)).Where(parameter => parameter.ValueKind == JsonValueKind.Object)
        : [];

    JsonElement? Target(JsonElement owner, string name) => owner.Member(name) is { } member ? LocalReference.Follow(root, member) : null;
}
