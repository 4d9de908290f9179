using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Makes the HTTP request of a step from its operation and its evaluated values.</summary>
public sealed class RequestBuilder
{
    readonly Operation operation;
    readonly ServerOverrides servers;
    readonly ImmutableDictionary<string, string>.Builder path = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
    readonly ImmutableDictionary<string, JsonElement>.Builder pathValues = ImmutableDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
    readonly ImmutableDictionary<string, JsonElement>.Builder queryValues = ImmutableDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
    readonly List<string> query = [];
    readonly List<string> cookies = [];
    readonly List<(string Name, string Value)> headers = [];
    string? wholeQuery;
    JsonElement? payload;
    string? contentType;

    RequestBuilder(Operation operation, ServerOverrides servers, JsonElement? body, string? contentType)
    {
        this.operation = operation;
        this.servers = servers;
        this.contentType = contentType;
        payload = body;
    }

    /// <summary>Builds a request.</summary>
    /// <param name="operation">What to call.</param>
    /// <param name="servers">Where to call it, if not where its document says.</param>
    /// <param name="parameters">The parameters of the step, those of its workflow merged in. One without a value is left out if it may be.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="contentType">The media type of the body; null for the operation's: JSON if it takes that, else its first.</param>
    /// <returns>An <see cref="HttpCall"/>, or a <see cref="RequestProblem"/> that says why there is none.</returns>
    public static BuiltRequest Build(Operation operation, ServerOverrides servers, IEnumerable<ParameterValue> parameters, JsonElement? body, string? contentType)
    {
        var builder = new RequestBuilder(operation, servers, body, contentType);
        foreach (var parameter in parameters)
        {
            if (builder.Add(parameter) is { } problem)
                return problem;
        }
        return builder.Finish();
    }

    RequestProblem? Add(ParameterValue parameter)
    {
        var place = parameter.In == ParameterPlace.Input ? PlaceOf(parameter.Name) : parameter.In;
        if (place is null)
            return new(RequestCodes.ParameterWithoutPlace, $"The parameter '{parameter.Name}' has no 'in', and {operation} declares none of this name.");
        var declared = operation.Parameter(parameter.Name, place.Value) ?? OperationParameter.Undeclared(parameter.Name, place.Value);
        if (parameter.Value is not { } value)
        {
            return declared.Required || place == ParameterPlace.Path
                ? new(RequestCodes.MissingParameter, $"The {Name(place.Value)} parameter '{parameter.Name}' of {operation} has no value.")
                : null;
        }
        return Write(declared, value);
    }

    ParameterPlace? PlaceOf(string name) => operation.PathTemplate.Contains($"{{{name}}}", StringComparison.Ordinal)
        ? ParameterPlace.Path
        : operation.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.In;

    RequestProblem? Write(OperationParameter parameter, JsonElement value)
    {
        switch (parameter.In)
        {
            case ParameterPlace.Path:
                pathValues[parameter.Name] = value;
                path[parameter.Name] = parameter.ContentMediaType is null
                    ? StyleWriter.Path(parameter.Name, value, parameter.Format)
                    : PercentEncoding.Strict(Content(parameter, value));
                return null;
            case ParameterPlace.Query:
                queryValues[parameter.Name] = value;
                query.AddRange(Pairs(parameter, value).Select(pair => $"{pair.Name}={pair.Value}"));
                return null;
            case ParameterPlace.QueryString:
                wholeQuery = WholeQuery(parameter, value);
                return null;
            case ParameterPlace.Header:
                return WriteHeader(parameter, value);
            case ParameterPlace.Cookie:
                return WriteCookie(parameter, value);
            case ParameterPlace.Body:
                payload ??= value;
                return null;
            default:
                return new(RequestCodes.ParameterWithoutPlace, $"The parameter '{parameter.Name}' has no 'in'.");
        }
    }

    // A string is the complete query string (Arazzo 1.1.0, Parameter Object). A structure has to be written as the operation says.
    static string WholeQuery(OperationParameter parameter, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return PercentEncoding.WholeQuery(value.GetString()!.TrimStart('?'));
        return value.ValueKind == JsonValueKind.Object && MediaTypes.IsForm(parameter.ContentMediaType ?? MediaTypes.Form)
            ? BodyWriter.Form(null, value.EnumerateObject())
            : PercentEncoding.Strict(StyleWriter.Text(value));
    }

    static IEnumerable<(string Name, string Value)> Pairs(OperationParameter parameter, JsonElement value)
    {
        if (parameter.ContentMediaType is not null)
            return [(PercentEncoding.Strict(parameter.Name), PercentEncoding.Strict(Content(parameter, value)))];
        if (parameter.AllowsEmpty && StyleWriter.IsEmpty(value))
            return [(PercentEncoding.Strict(parameter.Name), "")];
        return StyleWriter.Pairs(parameter.Name, value, parameter.Format,
            parameter.Format.AllowReserved ? PercentEncoding.ReservedInQuery : PercentEncoding.Strict);
    }

    // A media type that is neither JSON nor a form takes a string as it is.
    static string Content(OperationParameter parameter, JsonElement value) => parameter.ContentMediaType switch
    {
        { } mediaType when MediaTypes.IsJson(mediaType) => value.GetRawText(),
        { } mediaType when MediaTypes.IsForm(mediaType) && value.ValueKind == JsonValueKind.Object => BodyWriter.Form(null, value.EnumerateObject()),
        _ => StyleWriter.Text(value),
    };

    RequestProblem? WriteHeader(OperationParameter parameter, JsonElement value)
    {
        var text = (parameter.ContentMediaType is null ? StyleWriter.Header(value, parameter.Format) : Content(parameter, value)).Trim(' ', '\t');
        if (ParameterHeaders.Check(parameter.Name, text) is { } problem)
            return problem;
        if (parameter.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            contentType ??= text;
        else if (parameter.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
            cookies.Add(text);
        else
            headers.Add((parameter.Name, text));
        return null;
    }

    RequestProblem? WriteCookie(OperationParameter parameter, JsonElement value)
    {
        var bad = false;
        var pairs = parameter is { Format.Style: ValueStyle.Cookie, ContentMediaType: null }
            ? StyleWriter.Pairs(parameter.Name, value, parameter.Format, text =>
            {
                bad |= text.Any(c => c is ';' or ',' or '"' or '\\' or <= ' ' or > '~');
                return text;
            })
            : Pairs(parameter, value);
        cookies.AddRange(pairs.Select(pair => $"{pair.Name}={pair.Value}"));
        return bad ? new(RequestCodes.InvalidCookie, $"The value of the cookie '{parameter.Name}' has a character that a cookie cannot carry.") : null;
    }

    BuiltRequest Finish()
    {
        var (server, serverProblem) = RequestUrl.Server(operation, servers);
        if (server is null)
            return serverProblem!;
        if (wholeQuery is not null && query.Count > 0)
            return new RequestProblem(RequestCodes.QueryStringNotAlone, $"{operation} cannot take a whole query string and single query parameters at once.");
        var (uri, urlProblem) = RequestUrl.Build(server, operation.PathTemplate, path.ToImmutable(), wholeQuery ?? string.Join('&', query));
        if (uri is null)
            return urlProblem!;
        if (cookies.Count > 0)
            headers.Add(("Cookie", string.Join("; ", cookies)));
        var call = new HttpCall(operation.Method, uri)
        {
            Headers = [.. headers],
            PathValues = pathValues.ToImmutable(),
            QueryValues = queryValues.ToImmutable(),
        };
        if (payload is not { } body)
            return call;
        var mediaType = BodyWriter.MediaType(operation, contentType, body);
        if (ParameterHeaders.CheckValue("Content-Type", mediaType) is { } problem)
            return problem;
        var (written, bodyProblem) = BodyWriter.Write(operation, body, mediaType);
        return written is null ? bodyProblem! : call with { Body = written.Bytes, ContentType = written.MediaType, Payload = body };
    }

    static string Name(ParameterPlace place) => place switch
    {
        ParameterPlace.QueryString => "query string",
        _ => place.ToString().ToLowerInvariant(),
    };
}
