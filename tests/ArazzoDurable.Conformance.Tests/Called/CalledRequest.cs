using System.Collections.Immutable;

namespace ArazzoDurable.Conformance.Tests.Called;

/// <summary>A request that came to the server that runs call.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The URL as the flow's documents have it: the server stands in for <c>https://NAME.example.com</c>.</param>
/// <param name="Headers">The headers, those of the body too.</param>
/// <param name="Body">The body as text; null: none.</param>
sealed record CalledRequest(string Method, string Url, ImmutableDictionary<string, string> Headers, string? Body)
{
    const string ApiServer = "https://api.example.com/v1";

    /// <summary>The method, and the path below the server of the source <c>api</c>; the whole URL of another source.</summary>
    public string Line => $"{Method} {(Url.StartsWith(ApiServer, StringComparison.Ordinal) ? Url[ApiServer.Length..] : Url)}";

    /// <inheritdoc/>
    public override string ToString() => Line;
}
