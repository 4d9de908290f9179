using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ArazzoDurable.Runtime.Secrets;

/// <summary>The keys that secrets are sealed with: the current one seals, the older ones only open what they sealed once.</summary>
public sealed class SecretKeyRing
{
    readonly ImmutableArray<SecretKey> keys;

    SecretKeyRing(ImmutableArray<SecretKey> keys) => this.keys = keys;

    /// <summary>The length of a key in bytes: 32.</summary>
    public static int KeyLength => SecretKey.Length;

    /// <summary>The ids of the keys, that of the current one first. An id is 8 hex digits and does not tell the key.</summary>
    public ImmutableArray<string> KeyIds => [.. keys.Select(key => key.Id)];

    internal SecretKey Current => keys[0];

    internal ImmutableArray<SecretKey> All => keys;

    /// <summary>Makes a ring of keys as bytes.</summary>
    /// <param name="current">The key that seals, <see cref="KeyLength"/> bytes. The ring keeps a copy.</param>
    /// <param name="older">The keys that only open, the same length each.</param>
    /// <exception cref="ArgumentException">A key has another length, or two are the same.</exception>
    public static SecretKeyRing FromKeys(ReadOnlySpan<byte> current, params IEnumerable<ReadOnlyMemory<byte>> older)
    {
        ImmutableArray<SecretKey> keys = [new SecretKey(current), .. older.Select(key => new SecretKey(key.Span))];
        return Repeated(keys) is { } repeated ? throw new ArgumentException(repeated, nameof(older)) : new SecretKeyRing(keys);
    }

    /// <summary>
    /// Reads keys as text, as <c>ARAZZO_SECRET_KEY</c> holds them: each the base64 of 32 bytes, several separated by commas, the first
    /// the current one.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="ring">The keys; null when there is an error.</param>
    /// <param name="error">What is wrong with the text, never with any of it; null when it was read.</param>
    /// <returns>Whether the text was read.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out SecretKeyRing? ring, [NotNullWhen(false)] out string? error)
    {
        ring = null;
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var keys = ImmutableArray.CreateBuilder<SecretKey>(parts.Length);
        for (var i = 0; i < parts.Length; i++)
        {
            if (!TryRead(parts[i], out var key, out var problem))
            {
                error = parts.Length == 1 ? $"The secret key {problem}." : $"Secret key {i + 1} of {parts.Length} {problem}.";
                return false;
            }
            keys.Add(key);
        }
        var read = keys.MoveToImmutable();
        error = Repeated(read);
        ring = error is null ? new SecretKeyRing(read) : null;
        return ring is not null;
    }

    internal SecretKey? Find(string keyId) => keys.FirstOrDefault(key => key.Id == keyId);

    static bool TryRead(string text, [NotNullWhen(true)] out SecretKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        var bytes = new byte[text.Length];
        if (text.Length == 0)
            problem = $"is empty; expected the base64 of {KeyLength} random bytes, as `openssl rand -base64 {KeyLength}` prints it";
        else if (!Convert.TryFromBase64String(text, bytes, out var length))
            problem = $"is not base64; expected the base64 of {KeyLength} random bytes";
        else if (length != KeyLength)
            problem = $"has {length} bytes; expected {KeyLength}";
        else
            (key, problem) = (new SecretKey(bytes.AsSpan(0, length)), null);
        CryptographicOperations.ZeroMemory(bytes);
        return key is not null;
    }

    static string? Repeated(ImmutableArray<SecretKey> keys) =>
        keys.GroupBy(key => key.Id).FirstOrDefault(same => same.Count() > 1) is { } repeated
            ? $"The secret key {repeated.Key} is there {repeated.Count()} times; each key is given once."
            : null;
}
