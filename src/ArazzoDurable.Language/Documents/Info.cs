namespace ArazzoDurable.Language.Documents;

/// <summary>What a description is about (Arazzo 1.0.1, Info Object).</summary>
public sealed record Info : Element
{
    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>The version of the description itself.</summary>
    public required string Version { get; init; }

    /// <summary>A short summary.</summary>
    public string? Summary { get; init; }

    /// <summary>A longer description, in CommonMark.</summary>
    public string? Description { get; init; }
}
