using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Network;

/// <summary>A call to be sent. It prints without query, headers and body, which may hold secrets.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">The absolute URL, http or https.</param>
public sealed record OutgoingCall(string Method, Uri Url)
{
    /// <summary>The headers, except <c>Content-Type</c>. Several of one name are sent one after the other.</summary>
    public ImmutableArray<HeaderField> Headers { get; init; } = [];

    /// <summary>The body; null for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The media type of the body; null to send none. Not sent without a body.</summary>
    public string? ContentType { get; init; }

    /// <summary>The hosts that the run allows beyond those that every run may call.</summary>
    public HostAllowList AllowedHosts { get; init; } = HostAllowList.Empty;

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Url.Scheme}://{Url.Authority}";
}
