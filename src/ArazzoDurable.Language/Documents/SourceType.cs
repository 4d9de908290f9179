namespace ArazzoDurable.Language.Documents;

/// <summary>The kind of document that a source description names.</summary>
public enum SourceType
{
    /// <summary>Not given: to be told from the document.</summary>
    Unknown,

    /// <summary>An OpenAPI description.</summary>
    OpenApi,

    /// <summary>Another Arazzo description.</summary>
    Arazzo,

    /// <summary>An AsyncAPI description (1.1).</summary>
    AsyncApi,
}
