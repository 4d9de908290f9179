using System.Collections.Immutable;

namespace ArazzoDurable.Http.Requests;

/// <summary>The parameters in the query of a URL. Letters of any case are alike in names, as in the built-in endpoint.</summary>
sealed class QueryString
{
    readonly ImmutableArray<(string Name, string Value)> parameters;

    QueryString(ImmutableArray<(string, string)> parameters) => this.parameters = parameters;

    public static QueryString Parse(Uri url) => new([.. url.Query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(parts => (Decode(parts[0]), parts.Length == 2 ? Decode(parts[1]) : ""))]);

    /// <summary>The values of a parameter, in the order of the query.</summary>
    public IEnumerable<string> All(string name) =>
        parameters.Where(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase)).Select(parameter => parameter.Value);

    static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
