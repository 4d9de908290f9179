using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>What the relative server URLs of a document are relative to: the URL of the document itself (OpenAPI 3.2, Server Object).</summary>
static class ServerBase
{
    /// <summary>
    /// The URL of a source's document: its <c>$self</c>, else the URL of the source description that brought it into the flow, which may
    /// be relative to the <c>$self</c> of its description: another description that names the same document does not move its servers.
    /// Null when none of these is an http or https URL, as with local files.
    /// </summary>
    static Uri? Of(ArazzoDocument description, SourceDocument source)
    {
        var (owner, name) = source.Owner is { } other ? (other, SourcePath.Name(source.Path)) : (description, source.Name);
        var declared = Web(Web(null, owner.Self?.Value), owner.Source(name)?.Url.Value);
        return Web(declared, source.Root.Text("$self")) ?? declared;
    }

    /// <summary>The operation with absolute servers, as far as there is something that its relative ones are relative to.</summary>
    public static Operation Resolve(Operation operation, ArazzoDocument description, SourceDocument source)
    {
        var url = Of(description, source);
        // OpenAPI 2.0 may give a host without a scheme, which is that of the document's URL; a file has none.
        var scheme = source.Root.Member("swagger") is null ? null : "https:";
        return operation with { Servers = [.. operation.Servers.Select(server => Absolute(url, scheme, server))] };
    }

    static string Absolute(Uri? url, string? scheme, string server) => server switch
    {
        // A variable without a value has to stay visible.
        _ when server.Contains('{', StringComparison.Ordinal) || server.Contains("://", StringComparison.Ordinal) => server,
        _ when url is not null && Web(url, server) is { } absolute => absolute.AbsoluteUri,
        ['/', '/', ..] => scheme + server,
        _ => server,
    };

    static Uri? Web(Uri? url, string? reference)
    {
        if (reference is not { Length: > 0 })
            return null;
        var found = url is null ? Uri.TryCreate(reference, UriKind.Absolute, out var absolute) : Uri.TryCreate(url, reference, out absolute);
        return found && absolute!.Scheme is ("http" or "https") ? absolute : null;
    }
}
