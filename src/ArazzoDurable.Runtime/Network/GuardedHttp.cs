using System.Net;
using System.Text;

namespace ArazzoDurable.Runtime.Network;

/// <summary>Makes the handler that every call of a run goes through.</summary>
public static class GuardedHttp
{
    /// <summary>How long opening a connection may take, name resolution and TLS included: 10 seconds.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection is used, so that a changed name is noticed: 2 minutes.</summary>
    public static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>How large the headers of a response may be: 64 KiB.</summary>
    public const int MaxResponseHeaderKilobytes = 64;

    /// <summary>What a request's run allows; a request without it may call public addresses only.</summary>
    public static readonly HttpRequestOptionsKey<HostAllowList> AllowedHosts = new("ArazzoDurable.AllowedHosts");

    /// <summary>
    /// Makes a handler that checks the address it really connects to. Redirects are not followed; no cookies, no proxy, trace headers only for who listens;
    /// bodies are not decompressed. A call that is refused fails with <see cref="HostRefusedException"/>. One handler serves all runs:
    /// keep it.
    /// </summary>
    /// <param name="always">The hosts that every run may call.</param>
    /// <param name="resolve">Finds the addresses of a name; null for the system's resolver.</param>
    public static HttpMessageHandler CreateHandler(HostAllowList always, NameResolver? resolve = null) =>
        new GuardedHandler(always, resolve ?? Dns.GetHostAddressesAsync);

    internal static SocketsHttpHandler CreatePool(GuardedConnector connector) => new()
    {
        ActivityHeadersPropagator = new TraceHeaders(),
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectCallback = connector.ConnectAsync,
        ConnectTimeout = ConnectTimeout,
        // A call never waits for the streams of others: it is on its way once it is sent.
        EnableMultipleHttp2Connections = true,
        MaxResponseHeadersLength = MaxResponseHeaderKilobytes,
        PooledConnectionLifetime = ConnectionLifetime,
        // UTF-8 spells no character with the bytes of CR and LF but these two, which are refused before.
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        UseCookies = false,
        UseProxy = false,
    };
}
