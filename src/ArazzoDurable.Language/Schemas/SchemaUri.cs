namespace ArazzoDurable.Language.Schemas;

/// <summary>The arithmetic of identifiers and references.</summary>
static class SchemaUri
{
    /// <summary>The identifier of a document that has none: it makes relative identifiers comparable.</summary>
    internal const string OfDocument = "document://host/";

    /// <summary>The part before <c>#</c>, and the decoded fragment after it.</summary>
    internal static (string Uri, string Fragment) Split(string reference)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? (reference, "") : (reference[..hash], Uri.UnescapeDataString(reference[(hash + 1)..]));
    }

    /// <summary>The absolute form of <paramref name="relative"/>; what cannot be read as a URI stands for itself.</summary>
    internal static string Resolve(string from, string relative)
    {
        // On Unix a leading slash would otherwise be taken for a file.
        var kind = relative.StartsWith('/') ? UriKind.Relative : UriKind.RelativeOrAbsolute;
        return Uri.TryCreate(relative, kind, out var uri)
            && (uri.IsAbsoluteUri || (Uri.TryCreate(from, UriKind.Absolute, out var baseUri) && Uri.TryCreate(baseUri, uri, out uri)))
            ? uri.AbsoluteUri
            : relative;
    }
}
