namespace ArazzoDurable.Http.Routing;

/// <summary>What answers one method at one path.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path.</param>
/// <param name="Handler">Answers.</param>
sealed record Route(string Method, PathTemplate Path, RouteHandler Handler)
{
    public Route(string method, string path, RouteHandler handler)
        : this(method, new PathTemplate(path), handler)
    {
    }

    /// <summary>Whether it answers without a key.</summary>
    public bool IsAnonymous { get; init; }
}
