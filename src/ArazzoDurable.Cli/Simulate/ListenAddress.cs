namespace ArazzoDurable.Cli.Simulate;

/// <summary>Checks the addresses that a server is to listen at.</summary>
static class ListenAddress
{
    /// <summary>The addresses, when each is one that can be listened at.</summary>
    /// <exception cref="CommandFailedException">One is no <c>http</c> URL of a host and a port.</exception>
    public static string Check(string urls)
    {
        var parts = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var wrong = parts.FirstOrDefault(part => !IsUsable(part)) ?? (parts.Length == 0 ? urls : null);
        return wrong is null ? string.Join(';', parts) : throw new CommandFailedException($"--urls: '{wrong}' is no address to listen at; expected http://HOST:PORT, such as http://127.0.0.1:8080.");
    }

    static bool IsUsable(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" };
}
