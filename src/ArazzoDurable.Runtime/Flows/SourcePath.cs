namespace ArazzoDurable.Runtime.Flows;

/// <summary>
/// Where a document stands in a flow: the names of the source descriptions that lead to it, joined by slashes, such as
/// <c>lib/petstore</c>; empty for the description that the flow is of. Names hold no slash (Arazzo 1.1.0, Source Description Object).
/// </summary>
static class SourcePath
{
    /// <summary>The path of the description that a flow is of.</summary>
    public const string Root = "";

    /// <summary>The path of a source of the description at <paramref name="owner"/>.</summary>
    public static string Of(string owner, string name) => owner.Length == 0 ? name : $"{owner}/{name}";

    /// <summary>The name of the source description at the end of a path.</summary>
    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The path of the description that a source is of.</summary>
    public static string Owner(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : Root;

    /// <summary>Whether a source is one of a source.</summary>
    public static bool IsNested(string path) => path.Contains('/', StringComparison.Ordinal);

    /// <summary>How many names lead to a document.</summary>
    public static int Depth(string path) => path.Length == 0 ? 0 : path.Count(c => c == '/') + 1;
}
