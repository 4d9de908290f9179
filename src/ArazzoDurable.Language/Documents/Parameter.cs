namespace ArazzoDurable.Language.Documents;

/// <summary>A value passed to an operation or a workflow (Arazzo 1.0.1, Parameter Object).</summary>
public sealed record Parameter : Element
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it goes; <see cref="ParameterPlace.Input"/> when the document does not say.</summary>
    public required ParameterPlace In { get; init; }

    /// <summary>Its value.</summary>
    public required NodeValue Value { get; init; }

    /// <summary>The component that it came from (<c>$components.parameters.name</c>); null when written in place.</summary>
    public Text? Reference { get; init; }
}
