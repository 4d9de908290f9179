using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>A declared parameter of an operation (OpenAPI 3.2, Parameter Object).</summary>
/// <param name="Name">Its name.</param>
/// <param name="In">Where it goes.</param>
/// <param name="Format">How its value is spelled.</param>
/// <param name="Required">Whether a call must carry it.</param>
/// <param name="ContentMediaType">The media type that its value is serialised as, in place of a style; null for a style.</param>
public sealed record OperationParameter(string Name, ParameterPlace In, ValueFormat Format, bool Required = false, string? ContentMediaType = null)
{
    /// <summary>Whether a query may carry its bare name when a list or an object is empty (OpenAPI 3.2, <c>allowEmptyValue</c>).</summary>
    public bool AllowsEmpty { get; init; }

    /// <summary>A parameter that the OpenAPI document does not declare: spelled in the default style of its place.</summary>
    public static OperationParameter Undeclared(string name, ParameterPlace place) => new(name, place, ValueFormat.DefaultOf(place));
}
