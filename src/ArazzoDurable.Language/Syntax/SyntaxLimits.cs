namespace ArazzoDurable.Language.Syntax;

/// <summary>
/// How much of a document is read. A document is not trusted: each limit is charged before what it counts is kept, and a document beyond
/// one is refused as a whole with a diagnostic of its own code. The longest OpenAPI documents in wide use have 3 MB and 120,000 nodes.
/// </summary>
public sealed record SyntaxLimits
{
    /// <summary>The limits that hold unless others are asked for.</summary>
    public static SyntaxLimits Default { get; } = new();

    /// <summary>The length of the text in bytes.</summary>
    /// <value>16 MiB. Beyond it: <c>limit-bytes</c>.</value>
    public int Bytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How deep lists and objects may be nested, the outermost counted as 1, aliases followed.</summary>
    /// <value>64. Beyond it: <c>limit-depth</c>.</value>
    public int Depth { get; init; } = 64;

    /// <summary>How many values there may be, aliases followed.</summary>
    /// <value>2,000,000. Beyond it: <c>limit-nodes</c>.</value>
    public int Nodes { get; init; } = 2_000_000;

    /// <summary>How many values may come from YAML aliases.</summary>
    /// <value>5,000. Beyond it: <c>limit-alias-nodes</c>.</value>
    public int AliasNodes { get; init; } = 5_000;

    /// <summary>How many UTF-16 code units of strings and names may come from YAML aliases.</summary>
    /// <value>4 Mi. Beyond it: <c>limit-alias-text</c>.</value>
    public int AliasText { get; init; } = 4 * 1024 * 1024;

    /// <summary>The length of one string or name: of YAML in UTF-16 code units, of JSON in bytes as written.</summary>
    /// <value>1 Mi. Beyond it: <c>limit-scalar</c>.</value>
    public int ScalarLength { get; init; } = 1024 * 1024;

    /// <summary>The length of one number as it is written.</summary>
    /// <value>1,000. Beyond it: <c>limit-number</c>.</value>
    public int NumberLength { get; init; } = 1_000;
}
