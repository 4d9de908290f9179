using System.Globalization;
using ArazzoDurable.Http.Problems;

namespace ArazzoDurable.Http.Requests;

/// <summary>Reads the parameters of a query, and tells what does not fit.</summary>
sealed class QueryFields(Uri url, FieldErrors errors) : IFields
{
    const int LongestEcho = 60;

    readonly QueryString query = QueryString.Parse(url);

    /// <summary>A parameter as a text; null when it is absent or empty.</summary>
    public string? Text(string name)
    {
        var values = query.All(name).ToList();
        if (values.Count > 1)
            errors.AtParameter(name, ProblemCodes.InvalidValue, $"'{name}' must be there once; it is there {values.Count} times.");
        return values is [{ Length: > 0 } value, ..] ? value : null;
    }

    /// <summary>A parameter that is true or false.</summary>
    public bool Flag(string name) => Read(name, "true or false", text => bool.TryParse(text, out var flag) ? flag : (bool?)null) ?? false;

    /// <summary>A parameter that is a whole number.</summary>
    public int Integer(string name, int least, int most, int fallback) => Integer(name, least, most) ?? fallback;

    /// <summary>A parameter that is a whole number; null when it is absent.</summary>
    public int? Integer(string name, int least, int most) => Read(
        name,
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : (int?)null);

    /// <summary>A parameter that is a time with an offset, as RFC 3339 writes it.</summary>
    public DateTimeOffset? Time(string name) => Read(name, "a time such as 2026-11-20T18:00:00Z", Rfc3339);

    /// <summary>A parameter of a form of its own.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="expected">What it must be, in words.</param>
    /// <param name="parse">Reads it; null when it does not fit.</param>
    public T? Read<T>(string name, string expected, Func<string, T?> parse)
        where T : struct
    {
        if (Text(name) is not { } text)
            return null;
        var value = parse(text);
        if (value is null)
            errors.AtParameter(name, ProblemCodes.InvalidValue, $"'{name}' must be {expected}; '{Echo(text)}' was sent.");
        return value;
    }

    /// <summary>What was sent, as a message repeats it.</summary>
    public static string Echo(string text) => text.Length > LongestEcho ? text[..LongestEcho] + "…" : text;

    // In a query a bare '+' means a space; no time has one.
    static DateTimeOffset? Rfc3339(string text) =>
        DateTimeOffset.TryParseExact(
            text.Replace(' ', '+'), ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        && (text.EndsWith('Z') || text.Length >= "2026-11-20T18:00:00+00:00".Length)
            ? time
            : null;
}
