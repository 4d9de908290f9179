using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Runtime.Secrets;

/// <summary>
/// Seals values with AES-GCM, and opens them. A sealed value is the JSON object <c>{"$sealed": "v1.…"}</c> and stands where the clear
/// value stood. It opens only in the scope it was sealed in, which is the id of its run. It tells the length of what it holds, no more.
/// Safe for use by any number of threads.
/// </summary>
/// <remarks>
/// An object of exactly the one member <c>$sealed</c> with a string counts as sealed, whoever wrote it. Therefore whatever comes from
/// outside passes <see cref="SecretInputs"/> or <see cref="SecretScrubber.SealEchoes"/> first: they seal such an object as a whole, so
/// that it opens to exactly what it was.
/// </remarks>
/// <param name="keys">The keys.</param>
public sealed class Sealer(SecretKeyRing keys)
{
    /// <summary>What stands in the place of a secret wherever it is shown: <c>***</c>.</summary>
    public const string MaskText = "***";

    const string Purpose = "seal/v1";

    static readonly JsonElement MaskElement = JsonElement.Parse($"\"{MaskText}\"");

    /// <summary>Whether a value is a sealed one. What is in it is not checked.</summary>
    public static bool IsSealed(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() != 1)
            return false;
        var members = value.EnumerateObject();
        members.MoveNext();
        return members.Current.Value.ValueKind == JsonValueKind.String && IsMark(members.Current);
    }

    /// <summary>Whether a value is sealed, or holds a sealed one at any depth. Allocates nothing.</summary>
    public static bool HoldsSealed(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in value.EnumerateArray())
            {
                if (HoldsSealed(element))
                    return true;
            }
        }
        if (value.ValueKind != JsonValueKind.Object)
            return false;
        foreach (var member in value.EnumerateObject())
        {
            if (HoldsSealed(member.Value))
                return true;
        }
        return IsSealed(value);
    }

    /// <summary>The value with <c>"***"</c> in the place of every sealed one; the same element when there is none.</summary>
    public static JsonElement Mask(JsonElement value) =>
        HoldsSealed(value) ? JsonReplacement.Replace(value, node => IsSealed(node) ? MaskElement : null) : value;

    /// <summary>Seals a value as a whole. The value is clear: one that is sealed already opens to a sealed one.</summary>
    public JsonElement Seal(JsonElement clear, string scope)
    {
        var key = keys.Current;
        var plain = JsonMarshal.GetRawUtf8Value(clear);
        var nonce = RandomNumberGenerator.GetBytes(SealedText.NonceLength);
        var box = new byte[plain.Length + SealedText.TagLength];
        using (var cipher = Cipher(key, scope))
            cipher.Encrypt(nonce, plain, box.AsSpan(0, plain.Length), box.AsSpan(plain.Length), SealedText.Bind(key.Id, scope));
        return JsonElement.Parse($$"""{"$sealed":"{{new SealedText(key.Id, nonce, box)}}"}""");
    }

    /// <summary>Opens one sealed value.</summary>
    /// <exception cref="SecretUnreadableException">
    /// The value is not sealed, its key is not among the keys, it was sealed in another scope, or it was changed.
    /// </exception>
    public JsonElement Open(JsonElement sealedValue, string scope)
    {
        if (!IsSealed(sealedValue) || !SealedText.TryParse(sealedValue.EnumerateObject().First().Value.GetString()!, out var text))
            throw new SecretUnreadableException("A value that should be sealed does not have the form of a sealed value.");
        var key = keys.Find(text.KeyId) ?? throw new SecretUnreadableException(
            $"A secret was sealed with the key {text.KeyId}, which is not among the keys given ({string.Join(", ", keys.KeyIds)}); "
            + "add it to ARAZZO_SECRET_KEY after the current one.");
        return RawJson.Parse(Decrypt(text, key, scope));
    }

    /// <summary>Opens every sealed value in a value, at any depth. What comes out of a sealed value is not looked into.</summary>
    /// <param name="value">The value.</param>
    /// <param name="scope">The scope that they were sealed in.</param>
    /// <param name="opened">Is told every secret that was opened; null when nobody wants to know.</param>
    /// <returns>The value, secret when a sealed one was in it; else the same element, with nothing allocated.</returns>
    /// <exception cref="SecretUnreadableException">As for <see cref="Open"/>.</exception>
    public Evaluation OpenAll(JsonElement value, string scope, SecretScrubber? opened = null)
    {
        if (!HoldsSealed(value))
            return new Evaluation(value);
        return new Evaluation(Opened(value, scope, opened), IsSecret: true);
    }

    /// <summary>
    /// A keyed hash (HMAC-SHA-256) of bytes: equal for equal bytes of one scope, and of no use to whoever lacks the key. For telling
    /// whether something changed. It changes when the current key does.
    /// </summary>
    public string Fingerprint(ReadOnlySpan<byte> bytes, string scope) => Fingerprint(keys.Current, bytes, scope);

    /// <summary>Whether a fingerprint is that of these bytes, made with any of the keys.</summary>
    public bool IsFingerprint(string fingerprint, ReadOnlySpan<byte> bytes, string scope)
    {
        foreach (var key in keys.All)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(fingerprint), Encoding.ASCII.GetBytes(Fingerprint(key, bytes, scope))))
                return true;
        }
        return false;
    }

    static string Fingerprint(SecretKey key, ReadOnlySpan<byte> bytes, string scope)
    {
        Span<byte> derived = stackalloc byte[SecretKey.Length];
        key.Derive("fingerprint/v1", scope, derived);
        var hash = Convert.ToHexStringLower(HMACSHA256.HashData(derived, bytes));
        CryptographicOperations.ZeroMemory(derived);
        return hash;
    }

    static AesGcm Cipher(SecretKey key, string scope)
    {
        Span<byte> derived = stackalloc byte[SecretKey.Length];
        key.Derive(Purpose, scope, derived);
        var cipher = new AesGcm(derived, SealedText.TagLength);
        CryptographicOperations.ZeroMemory(derived);
        return cipher;
    }

    static byte[] Decrypt(SealedText text, SecretKey key, string scope)
    {
        var plain = new byte[text.Box.Length - SealedText.TagLength];
        try
        {
            using var cipher = Cipher(key, scope);
            cipher.Decrypt(text.Nonce, text.Box.AsSpan(0, plain.Length), text.Box.AsSpan(plain.Length), plain, SealedText.Bind(key.Id, scope));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new SecretUnreadableException("A sealed value cannot be opened: it was changed, or it was sealed for another run.");
        }
        return plain;
    }

    // Its own method, so that the closure is allocated only when there is something to open.
    JsonElement Opened(JsonElement value, string scope, SecretScrubber? opened) => JsonReplacement.Replace(value, node =>
    {
        if (!IsSealed(node))
            return null;
        var clear = Open(node, scope);
        opened?.Add(clear);
        return clear;
    });

    // An escaped spelling of the name is the same name; the raw form is looked at first because most names differ there already.
    static bool IsMark(JsonProperty member)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        return raw.SequenceEqual("$sealed"u8) || (raw.Contains((byte)'\\') && EscapedText.Unescape(raw) == "$sealed");
    }
}
