using System.Collections.Immutable;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>A request that is ready to be sent.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Uri">The whole URL, below the server's.</param>
public sealed record HttpCall(string Method, Uri Uri) : BuiltRequest
{
    /// <summary>The headers in the order of the step's parameters, cookies joined into one; without those that describe the body.</summary>
    public ImmutableArray<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The body; null when none is sent.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The media type of the body, parameters included; null when none is sent.</summary>
    public string? ContentType { get; init; }

    /// <summary>What <c>$request.path.name</c> reads: the values before they were put into the URL.</summary>
    public ImmutableDictionary<string, JsonElement> PathValues { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>What <c>$request.query.name</c> reads: the values before they were put into the URL.</summary>
    public ImmutableDictionary<string, JsonElement> QueryValues { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>What <c>$request.body</c> reads: the body before it was serialised.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>What <c>$request.header.name</c> reads: the first header of this name, whatever its case; null when it is not sent.</summary>
    public string? Header(string name) => name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
        ? ContentType
        : Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
