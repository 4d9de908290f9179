using ArazzoDurable.Functions.TestHub.Worker;
using Microsoft.Azure.Functions.Worker;

namespace ArazzoDurable.Functions.TestHub.Requests;

/// <summary>A function that requests set off, and which requests these are.</summary>
/// <param name="function">The function.</param>
/// <param name="trigger">Its trigger.</param>
sealed class HttpFunction(FunctionMethod function, HttpTriggerAttribute trigger)
{
    /// <summary>What host.json says of routes: nothing, which is this.</summary>
    public const string Prefix = "api";

    readonly string[] segments = $"{Prefix}/{trigger.Route ?? function.Name}".Split('/');

    /// <summary>The function.</summary>
    public FunctionMethod Function => function;

    /// <summary>The path with its parameters, such as <c>/api/runs/{runId}</c>.</summary>
    public string Path => "/" + string.Join('/', segments);

    /// <summary>The methods, in capitals; none stands for all.</summary>
    public IReadOnlyList<string> Methods { get; } = [.. (trigger.Methods ?? []).Select(method => method.ToUpperInvariant())];

    /// <summary>Which key a request must carry.</summary>
    public AuthorizationLevel Level => trigger.AuthLevel;

    /// <summary>How many of its segments are literal: of several functions that a path fits, the most literal one is taken.</summary>
    public int Literals => segments.Count(segment => !IsParameter(segment));

    /// <summary>Whether it answers such a request.</summary>
    public bool Fits(string method, Uri url)
    {
        var path = url.AbsolutePath.Trim('/').Split('/');
        return (Methods.Count == 0 || Methods.Contains(method.ToUpperInvariant()))
            && path.Length == segments.Length
            && path.Zip(segments).All(pair => IsParameter(pair.Second) ? pair.First.Length > 0 : pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    static bool IsParameter(string segment) => segment.StartsWith('{') && segment.EndsWith('}');
}
