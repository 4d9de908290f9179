namespace ArazzoDurable.Runtime.Operations;

/// <summary>The codes of problems that keep a request from being made. A code never changes its meaning.</summary>
public static class RequestCodes
{
    /// <summary>The body, or a part of it, is not what its media type can carry.</summary>
    public const string InvalidBody = "invalid-body";

    /// <summary>A cookie holds a character that no cookie can carry.</summary>
    public const string InvalidCookie = "invalid-cookie";

    /// <summary>A header's name or value holds a character that no header can carry.</summary>
    public const string InvalidHeader = "invalid-header";

    /// <summary>The server's URL cannot be called.</summary>
    public const string InvalidServer = "invalid-server";

    /// <summary>A path parameter or a required parameter has no value.</summary>
    public const string MissingParameter = "missing-parameter";

    /// <summary>A parameter does not say where it goes, and its operation does not either.</summary>
    public const string ParameterWithoutPlace = "parameter-without-place";

    /// <summary>A whole query string stands beside single query parameters.</summary>
    public const string QueryStringNotAlone = "query-string-not-alone";

    /// <summary>The server's URL is relative, and nothing says to what.</summary>
    public const string RelativeServer = "relative-server";

    /// <summary>A header belongs to the connection and is not a document's to set.</summary>
    public const string ReservedHeader = "reserved-header";

    /// <summary>The server's URL has a variable without a value.</summary>
    public const string ServerVariable = "server-variable";

    /// <summary>A value would lead the URL away from the operation's path.</summary>
    public const string UnsafePath = "unsafe-path";

    /// <summary>Bodies of this media type cannot be sent.</summary>
    public const string UnsupportedContentType = "unsupported-content-type";
}
