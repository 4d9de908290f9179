using System.Text.Json.Serialization;

namespace ArazzoDurable.Http.Problems;

/// <summary>A mistake in a request. Exactly one of <see cref="Pointer"/>, <see cref="Parameter"/> and <see cref="Header"/> is there.</summary>
/// <param name="Code">What is wrong, as a code.</param>
/// <param name="Message">What is wrong, and what was expected.</param>
sealed record FieldError(string Code, string Message)
{
    /// <summary>Where it is in the body: a JSON Pointer.</summary>
    public string? Pointer { get; init; }

    /// <summary>The query parameter that it is in.</summary>
    public string? Parameter { get; init; }

    /// <summary>The request header that it is in.</summary>
    public string? Header { get; init; }

    /// <summary>Whether something is there and of the right kind, and only its value does not fit; else it is missing or of another kind.</summary>
    [JsonIgnore]
    public bool IsUnfitValue { get; init; }
}
