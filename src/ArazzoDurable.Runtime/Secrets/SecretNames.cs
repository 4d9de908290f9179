using System.Collections.Frozen;

namespace ArazzoDurable.Runtime.Secrets;

/// <summary>Which names tell that a value is a secret.</summary>
public static class SecretNames
{
    static readonly FrozenSet<string> Telling = FrozenSet.Create(
        StringComparer.Ordinal, "token", "secret", "password", "authorization", "credential");

    static readonly FrozenSet<string> BeforeKey = FrozenSet.Create(
        StringComparer.Ordinal, "api", "access", "private", "secret", "client", "auth");

    /// <summary>
    /// Whether a name has a telling whole word: token, secret, password, authorization or credential, or key after api, access, private,
    /// secret, client or auth (in one word too, as in <c>apikey</c>); each in the plural too, in any case. Words end where the case
    /// changes (<c>accessToken</c>, <c>APIKey</c>) and at whatever is no letter.
    /// </summary>
    public static bool IsTelling(string name)
    {
        var previous = "";
        for (var at = 0; NextWord(name, ref at) is { } word; previous = word)
        {
            var singular = word is [.. var stem, 's'] ? stem : word;
            if (Telling.Contains(singular) || IsKey(previous, singular))
                return true;
        }
        return false;
    }

    static bool IsKey(string previous, string word) => word == "key"
        ? BeforeKey.Contains(previous)
        : word is [.. var before, 'k', 'e', 'y'] && BeforeKey.Contains(before);

    static string? NextWord(string name, ref int at)
    {
        while (at < name.Length && !char.IsLetter(name[at]))
            at++;
        var start = at;
        while (at < name.Length && char.IsLetter(name[at]) && (at == start || !StartsWord(name, at)))
            at++;
        return at > start ? name[start..at].ToLowerInvariant() : null;
    }

    // An upper-case letter starts a word after a lower-case one, and as the last of several when a lower-case one follows: API|Key.
    static bool StartsWord(string name, int at) => char.IsUpper(name[at])
        && (!char.IsUpper(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1])));
}
