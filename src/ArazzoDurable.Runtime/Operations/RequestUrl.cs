using System.Collections.Immutable;
using System.Text;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Puts a URL together and makes sure that no value led it away from its server.</summary>
static class RequestUrl
{
    /// <summary>The server's URL as an absolute one without a slash at its end.</summary>
    /// <returns>The URL; or null and why the operation cannot be called there.</returns>
    public static (string? Url, RequestProblem? Problem) Server(Operation operation, ServerOverrides overrides)
    {
        var url = overrides.For(operation);
        var hint = $"Say where to call it with --server {operation.Source}=URL.";
        if (url.Contains('{', StringComparison.Ordinal))
            return (null, new(RequestCodes.ServerVariable, $"The server URL '{url}' of source '{operation.Source}' has a variable without a default. {hint}"));
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || url.StartsWith('/'))
            return (null, new(RequestCodes.RelativeServer, $"The server URL '{url}' of source '{operation.Source}' is not absolute. {hint}"));
        if (uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.Host.Length == 0)
            return (null, new(RequestCodes.InvalidServer, $"The server URL of source '{operation.Source}' has to be http or https, without user, query and fragment. {hint}"));
        return (uri.AbsoluteUri.TrimEnd('/'), null);
    }

    /// <summary>The whole URL.</summary>
    /// <param name="server">What <see cref="Server"/> gave.</param>
    /// <param name="template">The operation's path; it may bring a query of its own, as some documents have it.</param>
    /// <param name="path">The path parameters, encoded.</param>
    /// <param name="query">The query, encoded, without the question mark; may be empty.</param>
    public static (Uri? Uri, RequestProblem? Problem) Build(string server, string template, ImmutableDictionary<string, string> path, string query)
    {
        var (text, problem) = Substitute(template.Split('#', 2)[0], path);
        if (text is null)
            return (null, problem);
        var parts = text.Split('?', 2);
        if (parts[0].Split('/').Any(IsDotSegment))
            return (null, new(RequestCodes.UnsafePath, $"A value makes a segment of the path '{template}' a '.' or '..', which would leave the operation's path."));
        var queries = string.Join('&', new[] { parts.Length > 1 ? parts[1] : "", query }.Where(part => part.Length > 0));
        var whole = server + parts[0] + (queries.Length > 0 ? $"?{queries}" : "");
        return Uri.TryCreate(whole, UriKind.Absolute, out var uri) && IsBelow(new Uri(server), uri)
            ? (uri, null)
            : (null, new(RequestCodes.UnsafePath, $"The path '{template}' leads away from the server '{server}'."));
    }

    static (string? Text, RequestProblem? Problem) Substitute(string template, ImmutableDictionary<string, string> values)
    {
        var result = new StringBuilder();
        var position = 0;
        while (template.IndexOf('{', position) is var open and >= 0 && template.IndexOf('}', open) is var close and >= 0)
        {
            var name = template[(open + 1)..close];
            if (values.GetValueOrDefault(name) is not { Length: > 0 } value)
                return (null, MissingPathParameter(name, template));
            result.Append(template, position, open - position).Append(value);
            position = close + 1;
        }
        return (result.Append(template, position, template.Length - position).ToString(), null);
    }

    static RequestProblem MissingPathParameter(string name, string template) =>
        new(RequestCodes.MissingParameter, $"The path parameter '{name}' of '{template}' has no value.");

    static bool IsDotSegment(string segment) => segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..";

    static bool IsBelow(Uri server, Uri uri)
    {
        var basePath = server.AbsolutePath.TrimEnd('/') + "/";
        return uri.Scheme == server.Scheme && uri.Host == server.Host && uri.Port == server.Port && uri.UserInfo.Length == 0
            && uri.Fragment.Length == 0 && (uri.AbsolutePath + "/").StartsWith(basePath, StringComparison.Ordinal);
    }
}
