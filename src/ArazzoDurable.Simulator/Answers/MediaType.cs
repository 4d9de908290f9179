namespace ArazzoDurable.Simulator.Answers;

/// <summary>Knows media types apart.</summary>
static class MediaType
{
    /// <summary>Whether bodies of this type are JSON: <c>application/json</c> and all that end in <c>+json</c>. Parameters are ignored.</summary>
    internal static bool IsJson(string mediaType)
    {
        var bare = Bare(mediaType);
        return bare.Equals("application/json", StringComparison.OrdinalIgnoreCase) || bare.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether bodies of this type are XML: <c>application/xml</c>, <c>text/xml</c> and all that end in <c>+xml</c>. Parameters are ignored.</summary>
    internal static bool IsXml(string mediaType)
    {
        var bare = Bare(mediaType);
        return bare.Equals("application/xml", StringComparison.OrdinalIgnoreCase) || bare.Equals("text/xml", StringComparison.OrdinalIgnoreCase)
            || bare.EndsWith("+xml", StringComparison.OrdinalIgnoreCase);
    }

    static ReadOnlySpan<char> Bare(string mediaType) =>
        mediaType.AsSpan(0, mediaType.IndexOf(';', StringComparison.Ordinal) is var end and >= 0 ? end : mediaType.Length).Trim();
}
