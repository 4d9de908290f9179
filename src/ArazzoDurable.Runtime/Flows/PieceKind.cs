namespace ArazzoDurable.Runtime.Flows;

/// <summary>What kind of object stands at a place of an OpenAPI document.</summary>
enum PieceKind
{
    /// <summary>Nothing that holds references.</summary>
    None,
    Document,
    Components,
    Paths,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Responses,
    Response,
    Header,
    MediaType,
    Encoding,
    Schema,
    Example,
    Link,
    Callback,
    SecurityScheme,
}
