using System.Security.Cryptography;
using System.Text;
using ArazzoDurable.Http.Requests;

namespace ArazzoDurable.Http.Access;

/// <summary>Lets in whoever carries the key.</summary>
sealed class KeyCheck(string? key)
{
    const string Bearer = "Bearer ";

    /// <summary>The query parameter that may carry the key.</summary>
    public const string QueryName = "code";

    readonly byte[]? expected = key is null ? null : Digest(key);

    public bool Admits(ApiRequest request) => expected is null || Keys(request).Any(IsKey);

    static IEnumerable<string> Keys(ApiRequest request)
    {
        if (request.Headers.TryGetValue("x-functions-key", out var header))
            yield return header;
        if (request.Headers.TryGetValue("Authorization", out var authorization) && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            yield return authorization[Bearer.Length..].Trim();
        // Several would be several guesses for the price of one request.
        if (QueryString.Parse(request.Url).All(QueryName).ToArray() is [var code])
            yield return code;
    }

    // Digests have one length, so that the time of the comparison tells nothing of the key's.
    bool IsKey(string given) => CryptographicOperations.FixedTimeEquals(Digest(given), expected);

    static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
