namespace ArazzoDurable.Runtime.Flows;

/// <summary>The codes of diagnostics about the documents that a description names. A code never changes its meaning.</summary>
public static class SourceCodes
{
    /// <summary>Error. The user named a source by a name that several of the flow's descriptions have.</summary>
    public const string AmbiguousSource = "ambiguous-source";

    /// <summary>Error. The descriptions among the sources name more documents than a flow takes.</summary>
    public const string LimitDocuments = "limit-documents";

    /// <summary>Error. Descriptions name each other as sources more deeply than a flow takes.</summary>
    public const string LimitNesting = "limit-nesting";

    /// <summary>Error. The documents of the sources are larger together than a flow takes.</summary>
    public const string LimitSourceBytes = "limit-source-bytes";

    /// <summary>Error. A source is neither an OpenAPI nor an Arazzo nor an AsyncAPI document.</summary>
    public const string NotASource = "not-a-source";

    /// <summary>The document of a source was not found. Warning; an error when the user said where it is.</summary>
    public const string SourceNotFound = "source-not-found";

    /// <summary>Error. A document was handed in for a source that the description does not name.</summary>
    public const string UnknownSource = "unknown-source";

    /// <summary>Warning. A reference from one file to another leads nowhere, in a circle, or to where a document may not lead.</summary>
    public const string UnresolvedReference = "unresolved-reference";
}
