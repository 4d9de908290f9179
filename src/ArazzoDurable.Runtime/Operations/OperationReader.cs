using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Documents;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Reads one operation of an OpenAPI document (2.0, 3.0, 3.1 or 3.2).</summary>
static class OperationReader
{
    static readonly Uri Nowhere = new("https://document.invalid/");

    /// <summary>Reads the operation at <paramref name="address"/>. What is wrong with it comes as a problem; with no operation it is fatal.</summary>
    public static SourceDocument.Reading Read(OperationAddress address, SourceDocument document)
    {
        try
        {
            var (slice, dangling) = OperationSlice.Cut(document.Root, address);
            var result = new OpenApiJsonReader().Read(slice, Nowhere, new OpenApiReaderSettings { RuleSet = ValidationRuleSet.GetEmptyRuleSet() });
            var problems = dangling.Select(reference => $"'{reference}' leads nowhere")
                .Concat(result.Diagnostic?.Errors.Select(error => error.Message) ?? []);
            var problem = string.Join("; ", problems);
            var operation = result.Document is { } read && Convert(document, address, read, new SliceFacts(slice)) is { } converted
                ? converted with
                {
                    Secrets = SecretMembersReader.OfResponses(document.Root, OperationSlice.Find(document.Root, address).Operation),
                    Security = SecurityReader.Read(document.Root, slice),
                }
                : null;
            return new(operation, problem.Length > 0 ? problem : operation is null ? "it is not an operation" : null);
        }
        catch (Exception exception) when (IsAboutTheDocument(exception))
        {
            return new(null, exception.Message);
        }
    }

    // The library reports a part that is not as the specification has it by one of these.
    static bool IsAboutTheDocument(Exception exception) => exception is OpenApiException or OpenApiUnsupportedSpecVersionException
        or JsonException or FormatException or InvalidOperationException or ArgumentException or NotSupportedException or KeyNotFoundException;

    static Operation? Convert(SourceDocument source, OperationAddress address, OpenApiDocument document, SliceFacts facts)
    {
        if (document.Paths?.Values.FirstOrDefault() is not { } path || path.Operations?.Values.FirstOrDefault() is not { } operation)
            return null;
        return new Operation
        {
            Source = source.Path,
            Method = address.Method,
            PathTemplate = address.Path,
            OperationId = address.OperationId,
            Servers = Servers([operation.Servers, path.Servers, document.Servers]),
            Parameters = Merge([.. Parameters(path.Parameters, facts)], [.. Parameters(operation.Parameters, facts)]),
            Body = operation.RequestBody is { } body ? Body(body, new BodyReader(source.Root, address)) : null,
            Responses = [.. operation.Responses?.Keys ?? Enumerable.Empty<string>()],
        };
    }

    static ImmutableArray<string> Servers(IEnumerable<IList<OpenApiServer>?> levels)
    {
        var servers = levels.FirstOrDefault(level => level is { Count: > 0 }) ?? [];
        // The library gives null for an entry that is no object.
        var urls = servers.Where(server => server?.Url is not null).Select(Substitute).ToImmutableArray();
        return urls.IsEmpty ? ["/"] : urls;
    }

    static string Substitute(OpenApiServer server)
    {
        var url = server.Url!;
        foreach (var (name, variable) in server.Variables ?? new Dictionary<string, OpenApiServerVariable>())
            url = url.Replace($"{{{name}}}", variable?.Default ?? variable?.Enum?.FirstOrDefault() ?? $"{{{name}}}", StringComparison.Ordinal);
        // A 2.0 document without a host takes that of the place where it was read, which is nowhere.
        return url.StartsWith(Nowhere.OriginalString, StringComparison.Ordinal) ? url[(Nowhere.OriginalString.Length - 1)..] : url;
    }

    static ImmutableArray<OperationParameter> Merge(ImmutableArray<OperationParameter> path, ImmutableArray<OperationParameter> own) =>
        [.. own, .. path.Where(inherited => !own.Any(parameter => parameter.In == inherited.In && parameter.Name == inherited.Name))];

    static IEnumerable<OperationParameter> Parameters(IList<IOpenApiParameter>? parameters, SliceFacts facts)
    {
        foreach (var parameter in parameters ?? [])
        {
            if (parameter is { Name: { } name, In: { } location })
            {
                var place = Place(location);
                yield return new OperationParameter(name, place, Format(parameter, name, place, facts), parameter.Required, parameter.Content?.Keys.FirstOrDefault())
                {
                    AllowsEmpty = place is ParameterPlace.Query && facts.AllowsEmpty(name, "query"),
                };
            }
        }
    }

    static ValueFormat Format(IOpenApiParameter parameter, string name, ParameterPlace place, SliceFacts facts)
    {
        if (facts.Collection(name, place.ToString().ToLowerInvariant()) is { } collection)
            return place is ParameterPlace.Query || collection.Style is not ValueStyle.Form ? collection : ValueFormat.DefaultOf(place);
        var style = parameter.Style is { } given ? Style(given) : ValueFormat.DefaultOf(place).Style;
        // The library knows only the default of 'form'; that of 'cookie' is the same.
        var explode = parameter.Explode || (style is ValueStyle.Cookie && !facts.SaysExplode(name, "cookie"));
        return new ValueFormat(style, explode, parameter.AllowReserved);
    }

    static OperationBody Body(IOpenApiRequestBody body, BodyReader reader) =>
        new(body.Required, reader.Read(body.Content?.Keys ?? Enumerable.Empty<string>()));

    static ParameterPlace Place(ParameterLocation location) => location switch
    {
        ParameterLocation.Path => ParameterPlace.Path,
        ParameterLocation.Query => ParameterPlace.Query,
        ParameterLocation.Header => ParameterPlace.Header,
        ParameterLocation.Cookie => ParameterPlace.Cookie,
        ParameterLocation.QueryString => ParameterPlace.QueryString,
        _ => throw new NotSupportedException($"a parameter cannot be in '{location}'"),
    };

    static ValueStyle Style(ParameterStyle style) => style switch
    {
        ParameterStyle.Simple => ValueStyle.Simple,
        ParameterStyle.Label => ValueStyle.Label,
        ParameterStyle.Matrix => ValueStyle.Matrix,
        ParameterStyle.Form => ValueStyle.Form,
        ParameterStyle.SpaceDelimited => ValueStyle.SpaceDelimited,
        ParameterStyle.PipeDelimited => ValueStyle.PipeDelimited,
        ParameterStyle.DeepObject => ValueStyle.DeepObject,
        ParameterStyle.Cookie => ValueStyle.Cookie,
        _ => throw new NotSupportedException($"a parameter cannot have the style '{style}'"),
    };
}
