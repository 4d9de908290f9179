using System.Buffers;

namespace ArazzoDurable.Functions.Storage.Runs;

/// <summary>The keys of a run store, which are the names of blobs: segments of <c>[A-Za-z0-9._:-]</c> joined by <c>/</c>.</summary>
static class StoreKey
{
    /// <summary>How many characters a key has at the most: the names of blobs have 1,024.</summary>
    public const int MaxLength = 1_000;

    static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-/");

    public static void Check(string key)
    {
        CheckPrefix(key);
        if (key.Length == 0 || key[0] == '/' || key[^1] == '/' || key.Contains("//", StringComparison.Ordinal))
            throw new ArgumentException($"'{key}' is no key: it has an empty segment.", nameof(key));
        // Blob Storage drops such a dot, and a path of dots is another path.
        if (key[^1] == '.' || key.Contains("./", StringComparison.Ordinal))
            throw new ArgumentException($"'{key}' is no key: a segment ends with a dot, which names of blobs do not keep.", nameof(key));
    }

    public static void CheckPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.AsSpan().ContainsAnyExcept(Allowed))
            throw new ArgumentException($"'{prefix}' is no key: its segments have characters other than [A-Za-z0-9._:-].", nameof(prefix));
        if (prefix.Length > MaxLength)
            throw new ArgumentException($"'{prefix[..40]}…' is no key: it is longer than {MaxLength} characters.", nameof(prefix));
    }
}
