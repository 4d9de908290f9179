namespace ArazzoDurable.Client.Problems;

/// <summary>A mistake in a request.</summary>
/// <param name="Code">What is wrong, as a code.</param>
/// <param name="Message">What is wrong, and what was expected.</param>
/// <param name="Pointer">Where it is in the body: a JSON Pointer; null when it is not in the body.</param>
/// <param name="Parameter">The query parameter that it is in; null when it is in none.</param>
public sealed record ApiError(string Code, string Message, string? Pointer = null, string? Parameter = null)
{
    /// <summary>The place and the message.</summary>
    public override string ToString() => (Pointer, Parameter) switch
    {
        ({ Length: > 0 } pointer, _) => $"{pointer}: {Message}",
        (_, { } parameter) => $"{parameter}: {Message}",
        _ => Message,
    };
}
