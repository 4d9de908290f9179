namespace ArazzoDurable.Runtime.Operations;

/// <summary>How a value of a schema is a file (OpenAPI 3.0.4, Considerations for File Uploads; 3.2, Working with Binary Data).</summary>
enum FileForm
{
    /// <summary>It is none.</summary>
    None,

    /// <summary>Its bytes are sent as they are: <c>format: binary</c>, <c>type: file</c>, a binary <c>contentMediaType</c>.</summary>
    Bytes,

    /// <summary>Its bytes are sent in base64: <c>contentEncoding: base64</c>.</summary>
    Base64,
}
