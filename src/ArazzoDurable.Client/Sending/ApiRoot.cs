namespace ArazzoDurable.Client.Sending;

/// <summary>Where the API is.</summary>
static class ApiRoot
{
    /// <summary>The URL that ends in <c>/api/</c>, of a base address that has this end or is the server's root.</summary>
    /// <exception cref="ArgumentException">There is no base address, or it is none of an HTTP server.</exception>
    public static Uri Of(Uri? baseAddress)
    {
        if (baseAddress is not { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", Fragment: "" })
        {
            throw new ArgumentException(
                $"The HttpClient needs a BaseAddress: the URL of the server, such as http://127.0.0.1:7071, without a query; it is {Shown(baseAddress)}.", nameof(baseAddress));
        }
        var path = baseAddress.AbsolutePath.TrimEnd('/');
        return new Uri(baseAddress, path.EndsWith("/api", StringComparison.Ordinal) ? $"{path}/" : $"{path}/api/");
    }

    /// <summary>An id as a part of a path.</summary>
    /// <exception cref="ArgumentException">No id is written so.</exception>
    public static string Segment(string id) => id is "" or "." or ".."
        ? throw new ArgumentException($"There is no id '{id}'.", nameof(id))
        : Uri.EscapeDataString(id);

    // What follows the path may be a key.
    static string Shown(Uri? url) => url is null ? "null" : url.IsAbsoluteUri ? $"'{url.GetLeftPart(UriPartial.Path)}' and more" : $"'{url}'";
}
