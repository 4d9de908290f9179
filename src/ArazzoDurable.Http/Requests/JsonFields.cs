using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Http.Requests;

/// <summary>
/// Reads the members of an object, and tells what does not fit. A member that is null counts as absent. What was sent is told by its
/// kind only: it may be a secret in the wrong place.
/// </summary>
sealed class JsonFields(JsonElement element, JsonPointer at, FieldErrors errors)
{
    /// <summary>The names of the members that are there.</summary>
    public IEnumerable<string> Names => element.EnumerateObject().Select(member => member.Name);

    /// <summary>Where a member stands.</summary>
    public JsonPointer PointerTo(string name) => at.Append(name);

    /// <summary>Tells what is wrong with a member.</summary>
    public void Refuse(string name, string code, string message) => errors.AtPointer(PointerTo(name), code, message);

    /// <summary>A member that is a text which is not empty.</summary>
    public string? Text(string name)
    {
        if (Member(name) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text)
            return text;
        Mismatch(name, "a string that is not empty", value);
        return null;
    }

    /// <summary>A member that is true or false; false when it is absent.</summary>
    public bool Flag(string name)
    {
        if (Member(name) is not { } value)
            return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Mismatch(name, "true or false", value);
        return false;
    }

    /// <summary>A member that is a whole number.</summary>
    public int? Integer(string name, int least, int most)
    {
        if (Member(name) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        Mismatch(name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), value);
        return null;
    }

    /// <summary>A member that is a number.</summary>
    public decimal? Number(string name, decimal least)
    {
        if (Member(name) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= least)
            return number;
        Mismatch(name, string.Create(CultureInfo.InvariantCulture, $"a number of at least {least}"), value);
        return null;
    }

    /// <summary>A member that is a list.</summary>
    public ImmutableArray<JsonElement>? List(string name, string expected)
    {
        if (Member(name) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.Array)
            return [.. value.EnumerateArray()];
        Mismatch(name, expected, value);
        return null;
    }

    /// <summary>A member that is an object.</summary>
    public JsonFields? Object(string name)
    {
        if (Member(name) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.Object)
            return new JsonFields(value, PointerTo(name), errors);
        Mismatch(name, "an object", value);
        return null;
    }

    /// <summary>A member of any kind, as it was sent.</summary>
    public JsonElement? Value(string name) => Member(name);

    /// <summary>Tells that a member is needed; does nothing when it is there.</summary>
    public void Require(string name, string expected)
    {
        if (Member(name) is null)
            Refuse(name, ProblemCodes.MissingValue, $"'{name}' is missing; it must be {expected}.");
    }

    JsonElement? Member(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    void Mismatch(string name, string expected, JsonElement value) =>
        Refuse(name, ProblemCodes.InvalidValue, $"'{name}' must be {expected}; {Words.Of(value)} was sent.");
}
