namespace ArazzoDurable.Runtime.Flows;

/// <summary>Which kinds of objects stand where in an OpenAPI document (2.0 to 3.2), and in which section of its components each kind is kept.</summary>
static class PieceGrammar
{
    /// <summary>The kind of the member <paramref name="name"/> of an object of this kind, or of the entries of the list or map that it is.</summary>
    public static (PieceKind Kind, bool IsMap) Member(PieceKind owner, string name) => (owner, name) switch
    {
        (PieceKind.Document, "components") => (PieceKind.Components, false),
        (PieceKind.Document, "paths") => (PieceKind.Paths, false),
        (PieceKind.Document, "webhooks") or (PieceKind.Components, "pathItems") => (PieceKind.PathItem, true),
        (PieceKind.Document, "definitions") or (PieceKind.Components, "schemas") => (PieceKind.Schema, true),
        (PieceKind.Document or PieceKind.Components, "parameters") => (PieceKind.Parameter, true),
        (PieceKind.Document or PieceKind.Components, "responses") => (PieceKind.Response, true),
        (PieceKind.Components, "requestBodies") => (PieceKind.RequestBody, true),
        (PieceKind.Components, "securitySchemes") => (PieceKind.SecurityScheme, true),
        (PieceKind.Components, "mediaTypes") => (PieceKind.MediaType, true),
        (PieceKind.Paths or PieceKind.Callback, _) => (PieceKind.PathItem, false),
        (PieceKind.PathItem or PieceKind.Operation, "parameters") => (PieceKind.Parameter, false),
        (PieceKind.PathItem, "additionalOperations") => (PieceKind.Operation, true),
        (PieceKind.PathItem, "servers") => (PieceKind.None, false),
        (PieceKind.PathItem, _) => (PieceKind.Operation, false),
        (PieceKind.Operation, "requestBody") => (PieceKind.RequestBody, false),
        (PieceKind.Operation, "responses") => (PieceKind.Responses, false),
        (PieceKind.Operation or PieceKind.Components, "callbacks") => (PieceKind.Callback, true),
        (PieceKind.Responses, _) => (PieceKind.Response, false),
        (PieceKind.Response or PieceKind.Encoding or PieceKind.Components, "headers") => (PieceKind.Header, true),
        (PieceKind.Response or PieceKind.Components, "links") => (PieceKind.Link, true),
        (PieceKind.Response or PieceKind.RequestBody or PieceKind.Parameter or PieceKind.Header, "content") => (PieceKind.MediaType, true),
        (PieceKind.Response or PieceKind.Parameter or PieceKind.Header or PieceKind.MediaType, "schema" or "itemSchema") => (PieceKind.Schema, false),
        (PieceKind.MediaType or PieceKind.Parameter or PieceKind.Header or PieceKind.Components, "examples") => (PieceKind.Example, true),
        (PieceKind.MediaType, "encoding") => (PieceKind.Encoding, true),
        (PieceKind.Schema, "example" or "examples" or "default" or "enum" or "const" or "discriminator" or "xml") => (PieceKind.None, false),
        (PieceKind.Schema, "properties" or "patternProperties" or "$defs" or "definitions" or "dependentSchemas") => (PieceKind.Schema, true),
        (PieceKind.Schema, _) => (PieceKind.Schema, false),
        _ => (PieceKind.None, false),
    };

    /// <summary>The tokens of the section that keeps pieces of this kind; null when a document keeps none, so that they are put in place.</summary>
    public static string[]? Section(PieceKind kind, bool isVersion2) => (kind, isVersion2) switch
    {
        (PieceKind.Schema, true) => ["definitions"],
        (PieceKind.Parameter, true) => ["parameters"],
        (PieceKind.Response, true) => ["responses"],
        (_, true) => null,
        (PieceKind.Schema, _) => ["components", "schemas"],
        (PieceKind.Parameter, _) => ["components", "parameters"],
        (PieceKind.Response, _) => ["components", "responses"],
        (PieceKind.RequestBody, _) => ["components", "requestBodies"],
        (PieceKind.Header, _) => ["components", "headers"],
        (PieceKind.Example, _) => ["components", "examples"],
        (PieceKind.Link, _) => ["components", "links"],
        (PieceKind.Callback, _) => ["components", "callbacks"],
        (PieceKind.SecurityScheme, _) => ["components", "securitySchemes"],
        _ => null,
    };
}
