using System.Buffers;

namespace ArazzoDurable.Embedded.Runs;

/// <summary>The keys of a run store: segments of <c>[A-Za-z0-9._:-]</c> joined by <c>/</c>.</summary>
static class RunKey
{
    static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-/");

    public static void Check(string key)
    {
        CheckPrefix(key);
        if (key.Length == 0 || key[0] == '/' || key[^1] == '/' || key.Contains("//", StringComparison.Ordinal))
            throw new ArgumentException($"'{key}' is no key: it has an empty segment.", nameof(key));
    }

    public static void CheckPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.AsSpan().ContainsAnyExcept(Allowed))
            throw new ArgumentException($"'{prefix}' is no key: its segments have characters other than [A-Za-z0-9._:-].", nameof(prefix));
    }
}
