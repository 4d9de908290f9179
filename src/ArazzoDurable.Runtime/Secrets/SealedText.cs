using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace ArazzoDurable.Runtime.Secrets;

/// <summary>What stands in a sealed value: <c>v1.&lt;key id&gt;.&lt;nonce&gt;.&lt;ciphertext and tag&gt;</c>, the bytes in base64url.</summary>
sealed record SealedText(string KeyId, byte[] Nonce, byte[] Box)
{
    public const int NonceLength = 12;
    public const int TagLength = 16;

    const string Version = "v1";

    /// <summary>What the tag covers besides the ciphertext: a value of one scope, key or version does not pass for one of another.</summary>
    public static byte[] Bind(string keyId, string scope) => System.Text.Encoding.UTF8.GetBytes($"{Version}.{keyId}\n{scope}");

    public static bool TryParse(string text, [NotNullWhen(true)] out SealedText? parsed)
    {
        parsed = null;
        if (text.Split('.') is not [Version, var keyId, var nonce, var box])
            return false;
        if (!TryDecode(nonce, out var nonceBytes) || nonceBytes.Length != NonceLength)
            return false;
        if (!TryDecode(box, out var boxBytes) || boxBytes.Length < TagLength)
            return false;
        parsed = new SealedText(keyId, nonceBytes, boxBytes);
        return true;
    }

    public override string ToString() => $"{Version}.{KeyId}.{Base64Url.EncodeToString(Nonce)}.{Base64Url.EncodeToString(Box)}";

    static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = Base64Url.IsValid(text, out var length) ? new byte[length] : null;
        return bytes is not null && Base64Url.TryDecodeFromChars(text, bytes, out _);
    }
}
