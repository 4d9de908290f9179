namespace ArazzoDurable.Cli.Serve;

/// <summary>The addresses that <c>--urls</c> names.</summary>
static class ListenAddresses
{
    /// <summary>The addresses as they were given, once they are found to be usable.</summary>
    /// <exception cref="CommandFailedException">One is no address to listen at, or reaches beyond this machine without a key.</exception>
    public static string Checked(string urls, bool hasKey)
    {
        var all = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (all.Length == 0)
            throw new CommandFailedException("--urls names no address; expected one such as http://127.0.0.1:7071.");
        foreach (var url in all)
            Check(url, hasKey);
        return string.Join(';', all);
    }

    static void Check(string url, bool hasKey)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.AbsolutePath != "/" || address.Query.Length > 0 || address.UserInfo.Length > 0)
            throw new CommandFailedException($"--urls: '{url}' is no address to listen at; expected http://HOST:PORT, such as http://127.0.0.1:7071. TLS is for a proxy in front.");
        if (!LocalOnly.IsLocal(address.Host) && !hasKey)
            throw new CommandFailedException($"--urls: '{url}' can be reached from other machines, and no key is set; give one with --api-key or ARAZZO_API_KEY, or listen at 127.0.0.1.");
    }
}
