namespace ArazzoDurable.Runtime.Operations;

/// <summary>How lists and objects are spelled in a URL, a header or a form (OpenAPI 3.2, Style Values).</summary>
public enum ValueStyle
{
    /// <summary><c>a,b</c>: paths and headers.</summary>
    Simple,

    /// <summary><c>.a.b</c>: paths.</summary>
    Label,

    /// <summary><c>;n=a;n=b</c>: paths.</summary>
    Matrix,

    /// <summary><c>n=a&amp;n=b</c>: queries, cookies and forms.</summary>
    Form,

    /// <summary><c>n=a%20b</c>: queries and forms.</summary>
    SpaceDelimited,

    /// <summary><c>n=a%7Cb</c>: queries and forms.</summary>
    PipeDelimited,

    /// <summary><c>n[a]=1</c>, <c>n[0]=a</c>: queries and forms.</summary>
    DeepObject,

    /// <summary><c>n=a%09b</c>: <c>collectionFormat: tsv</c> of OpenAPI 2.0.</summary>
    TabDelimited,

    /// <summary><c>n=a; m=b</c> as it is, not percent-encoded: cookies (OpenAPI 3.2).</summary>
    Cookie,
}
