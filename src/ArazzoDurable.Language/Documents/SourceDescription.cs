namespace ArazzoDurable.Language.Documents;

/// <summary>A document that the description builds on (Arazzo 1.0.1, Source Description Object).</summary>
public sealed record SourceDescription : Element
{
    /// <summary>Its name, unique in the description.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is: a URI reference.</summary>
    public required Text Url { get; init; }

    /// <summary>What it is.</summary>
    public SourceType Type { get; init; }
}
