using System.Security.Cryptography;
using System.Text;

namespace ArazzoDurable.Runtime.Secrets;

/// <summary>One key. It is never used itself: each purpose and scope has a key derived from it.</summary>
sealed class SecretKey
{
    public const int Length = 32;

    readonly byte[] material;

    public SecretKey(ReadOnlySpan<byte> material)
    {
        if (material.Length != Length)
            throw new ArgumentException($"A key has {Length} bytes.", nameof(material));
        this.material = material.ToArray();
        Id = IdOf(material);
    }

    /// <summary>What names the key without telling it: the first 8 hex digits of a labelled SHA-256.</summary>
    public string Id { get; }

    /// <summary>
    /// Fills <paramref name="derived"/> with the key of one purpose and scope (HKDF). A key of its own for each run keeps the number of
    /// random nonces under one key far below what AES-GCM allows, however long the installation lives.
    /// </summary>
    public void Derive(string purpose, string scope, Span<byte> derived) =>
        HKDF.Expand(HashAlgorithmName.SHA256, material, derived, Encoding.UTF8.GetBytes($"arazzo-durable/{purpose}\n{scope}"));

    static string IdOf(ReadOnlySpan<byte> material)
    {
        byte[] labelled = [.. "arazzo-durable/key-id\n"u8, .. material];
        var id = Convert.ToHexStringLower(SHA256.HashData(labelled).AsSpan(0, 4));
        CryptographicOperations.ZeroMemory(labelled);
        return id;
    }
}
