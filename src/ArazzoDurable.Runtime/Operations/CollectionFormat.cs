namespace ArazzoDurable.Runtime.Operations;

/// <summary>How OpenAPI 2.0 joins lists (OpenAPI 2.0, Parameter Object, <c>collectionFormat</c>).</summary>
static class CollectionFormat
{
    /// <summary>The member under which the slice of a document carries it.</summary>
    public const string Extension = "x-collection-format";

    /// <summary>The format of a list; commas when nothing is said.</summary>
    public static ValueFormat Read(string? collectionFormat) => collectionFormat switch
    {
        "multi" => new ValueFormat(ValueStyle.Form, Explode: true),
        "ssv" => new ValueFormat(ValueStyle.SpaceDelimited, Explode: false),
        "tsv" => new ValueFormat(ValueStyle.TabDelimited, Explode: false),
        "pipes" => new ValueFormat(ValueStyle.PipeDelimited, Explode: false),
        _ => new ValueFormat(ValueStyle.Form, Explode: false),
    };
}
