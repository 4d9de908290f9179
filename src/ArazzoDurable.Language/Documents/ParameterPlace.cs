namespace ArazzoDurable.Language.Documents;

/// <summary>Where a parameter goes.</summary>
public enum ParameterPlace
{
    /// <summary>To the input of the same name of a workflow.</summary>
    Input,

    /// <summary>Into the path template.</summary>
    Path,

    /// <summary>Into the query, as name and value.</summary>
    Query,

    /// <summary>Into a header.</summary>
    Header,

    /// <summary>Into a cookie.</summary>
    Cookie,

    /// <summary>It is the whole query string (1.1).</summary>
    QueryString,

    /// <summary>To a channel (the schema of 1.1 only).</summary>
    Channel,

    /// <summary>It is the body (1.0.0 only).</summary>
    Body,
}
