using ArazzoDurable.Http.Problems;

namespace ArazzoDurable.Http.Instances;

/// <summary>The endpoint that the Durable Task extension brings to a Functions app, answered alike: the same paths, codes, headers and members.</summary>
static class BuiltInEndpoint
{
    /// <summary>What the paths of the endpoint begin with.</summary>
    public const string Root = "/runtime/webhooks/durabletask";

    /// <summary>The path of an instance.</summary>
    public static string PathOf(string instanceId) => $"{Root}/instances/{Uri.EscapeDataString(instanceId)}";

    /// <summary>Whether a URL belongs to the endpoint.</summary>
    public static bool Owns(Uri url) => url.AbsolutePath.StartsWith(Root + "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The answer as the extension would give it: what it has no words for is an empty body, and a method it does not know is a path it does not know.</summary>
    public static ApiResponse InShape(ApiResponse response) => response switch
    {
        { Status: 405 } => new ApiResponse(404),
        { ContentType: Refusals.ContentType } => response.WithoutBody(),
        _ => response,
    };
}
