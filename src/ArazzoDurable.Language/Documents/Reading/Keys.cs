using System.Text.RegularExpressions;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>The keys of components and outputs (Arazzo 1.0.1, Components Object: <c>^[a-zA-Z0-9\.\-_]+$</c>).</summary>
static partial class Keys
{
    public static bool AreRegular(string key) => Regular().IsMatch(key);

    public static string Message(string of, string key) => $"The name of {of} must consist of letters, digits, '.', '-' and '_', but it is '{key}'.";

    [GeneratedRegex(@"^[a-zA-Z0-9.\-_]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Regular();
}
