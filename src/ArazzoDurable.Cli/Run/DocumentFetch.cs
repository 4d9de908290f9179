using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Cli.Run;

/// <summary>Fetches documents from the web, under the same guard as the calls of a run. Redirects are followed, from https to https.</summary>
sealed class DocumentFetch : IDisposable
{
    const int MaxRedirects = 5;

    static readonly CallLimits Limits = CallLimits.Default with { Timeout = TimeSpan.FromSeconds(30) };

    readonly HttpMessageHandler handler;
    readonly HttpCaller caller;
    readonly HostAllowList allowed;

    /// <summary>Fetches from public hosts and those that are allowed.</summary>
    public DocumentFetch(HostAllowList allowed)
    {
        this.allowed = allowed;
        handler = GuardedHttp.CreateHandler(allowed);
        caller = new HttpCaller(handler, TimeProvider.System);
    }

    /// <summary>The document at an https URL; null when it cannot be had.</summary>
    public async Task<byte[]?> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        for (var redirects = 0; redirects <= MaxRedirects && url.Scheme == Uri.UriSchemeHttps; redirects++)
        {
            var result = await caller.SendAsync(new OutgoingCall("GET", url) { AllowedHosts = allowed }, Limits, cancellationToken);
            if (result is not CallResult.Answered answer)
                return null;
            if (answer.Status is >= 200 and < 300)
                return answer.Body.ToArray();
            var location = answer.Headers.FirstOrDefault(header => header.Name.Equals("Location", StringComparison.OrdinalIgnoreCase));
            if (answer.Status is < 300 or >= 400 || string.IsNullOrEmpty(location.Value) || !Uri.TryCreate(url, location.Value, out var next))
                return null;
            url = next;
        }
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        caller.Dispose();
        handler.Dispose();
    }
}
