using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Http.Requests;

/// <summary>
/// Reads the members of an object, and tells what does not fit. A member that is null counts as absent. A member may be spelled in
/// snake_case as well; the name itself goes before. What was sent is told by its kind only: it may be a secret in the wrong place.
/// </summary>
sealed class JsonFields(JsonElement element, JsonPointer at, FieldErrors errors) : IFields
{
    /// <summary>How many members an object may have whose names the sender chooses.</summary>
    public const int MostNames = 2_000;

    /// <summary>From how many members on they are put into a dictionary: a look-up in the object itself goes through all of them.</summary>
    const int Many = 16;

    readonly Dictionary<string, JsonElement>? byName = element.GetPropertyCount() > Many ? ByName(element) : null;

    /// <summary>The names of the members that are there; none, and a refusal, when there are more than <see cref="MostNames"/>.</summary>
    public IReadOnlyCollection<string> Names
    {
        get
        {
            var count = byName?.Count ?? element.GetPropertyCount();
            if (count <= MostNames)
                return byName is null ? [.. element.EnumerateObject().Select(member => member.Name)] : byName.Keys;
            errors.UnfitAtPointer(at, ProblemCodes.InvalidValue, string.Create(
                CultureInfo.InvariantCulture, $"The object must have {MostNames} members at the most; {count} were sent."));
            return [];
        }
    }

    /// <summary>Where a member stands, as it is spelled there.</summary>
    public JsonPointer PointerTo(string name) =>
        at.Append(Find(name, out _) || !Find(MemberName.Snake(name), out _) ? name : MemberName.Snake(name));

    /// <summary>Tells that the value of a member does not fit, though it is of the right kind.</summary>
    public void Refuse(string name, string code, string message) => errors.UnfitAtPointer(PointerTo(name), code, message);

    /// <summary>A member that is a text which is not empty.</summary>
    public string? Text(string name)
    {
        const string Expected = "a string that is not empty";
        if (OfKind(name, Expected, JsonValueKind.String) is not { } value)
            return null;
        if (value.GetString() is { Length: > 0 } text)
            return text;
        Unfit(name, Expected, value);
        return null;
    }

    /// <inheritdoc/>
    public T? Read<T>(string name, string expected, Func<string, T?> parse)
        where T : struct
    {
        if (OfKind(name, expected, JsonValueKind.String) is not { } value)
            return null;
        var parsed = parse(value.GetString()!);
        if (parsed is null)
            Refuse(name, ProblemCodes.InvalidValue, $"'{name}' must be {expected}; {(value.ValueEquals(""u8) ? "an empty string" : "another string")} was sent.");
        return parsed;
    }

    /// <summary>A member that is true or false; false when it is absent.</summary>
    public bool Flag(string name) => OfKind(name, "true or false", JsonValueKind.True, JsonValueKind.False)?.GetBoolean() ?? false;

    /// <summary>A member that is a whole number.</summary>
    public int? Integer(string name, int least, int most)
    {
        var expected = string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}");
        if (OfKind(name, expected, JsonValueKind.Number) is not { } value)
            return null;
        if (value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        if (value.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') >= 0)
            WrongKind(name, expected, value);
        else
            Unfit(name, expected, value);
        return null;
    }

    /// <summary>A member that is a number.</summary>
    public decimal? Number(string name, decimal least)
    {
        var expected = string.Create(CultureInfo.InvariantCulture, $"a number of at least {least}");
        if (OfKind(name, expected, JsonValueKind.Number) is not { } value)
            return null;
        if (value.TryGetDecimal(out var number) && number >= least)
            return number;
        Unfit(name, expected, value);
        return null;
    }

    /// <summary>A member that is a list.</summary>
    public ImmutableArray<JsonElement>? List(string name, string expected) =>
        OfKind(name, expected, JsonValueKind.Array) is { } value ? [.. value.EnumerateArray()] : null;

    /// <summary>A member that is an object.</summary>
    public JsonFields? Object(string name) =>
        OfKind(name, "an object", JsonValueKind.Object) is { } value ? new JsonFields(value, PointerTo(name), errors) : null;

    /// <summary>A member of any kind, null included; null when it is absent.</summary>
    public JsonElement? Any(string name) =>
        Find(name, out var value) || Find(MemberName.Snake(name), out value) ? value : null;

    /// <summary>A member of any kind, as it was sent.</summary>
    public JsonElement? Value(string name) => Member(name);

    /// <summary>Tells that a member is needed; does nothing when it is there.</summary>
    public void Require(string name, string expected)
    {
        if (Member(name) is null)
            errors.AtPointer(PointerTo(name), ProblemCodes.MissingValue, $"'{name}' is missing; it must be {expected}.");
    }

    // Of members of the same name the last one counts, as it does in the object itself.
    static Dictionary<string, JsonElement> ByName(JsonElement element)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
            members[member.Name] = member.Value;
        return members;
    }

    bool Find(string name, out JsonElement value) => byName is null ? element.TryGetProperty(name, out value) : byName.TryGetValue(name, out value);

    JsonElement? Member(string name) => Any(name) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    JsonElement? OfKind(string name, string expected, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (Member(name) is not { } value)
            return null;
        if (kinds.Contains(value.ValueKind))
            return value;
        WrongKind(name, expected, value);
        return null;
    }

    void WrongKind(string name, string expected, JsonElement value) =>
        errors.AtPointer(PointerTo(name), ProblemCodes.InvalidValue, $"'{name}' must be {expected}; {Words.Of(value)} was sent.");

    void Unfit(string name, string expected, JsonElement value) =>
        Refuse(name, ProblemCodes.InvalidValue, $"'{name}' must be {expected}; {Words.Of(value)} was sent.");
}
