using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>Lets requests in by a signature with the account's key ("Authorize with Shared Key", Blob Storage REST API).</summary>
/// <param name="account">The account.</param>
/// <param name="key">Its key.</param>
sealed class SharedKeyAuthorization(string account, byte[] key) : IBlobAuthorization
{
    public string Hint => "Look whether the account key is still the account's, whether the account lets keys in at all, and whether the clock is right.";

    public ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(StringToSign(request))));
        request.Headers.TryAddWithoutValidation("Authorization", $"SharedKey {account}:{signature}");
        return ValueTask.CompletedTask;
    }

    /// <summary>What is signed. A header that the request lacks leaves its line empty; so does the date, for <c>x-ms-date</c> stands for it.</summary>
    internal string StringToSign(HttpRequestMessage request)
    {
        var length = request.Content?.Headers.ContentLength is { } bytes and > 0 ? bytes.ToString(CultureInfo.InvariantCulture) : "";
        string[] lines =
        [
            request.Method.Method, Content("Content-Encoding"), Content("Content-Language"), length, Content("Content-MD5"), Content("Content-Type"), "",
            Header("If-Modified-Since"), Header("If-Match"), Header("If-None-Match"), Header("If-Unmodified-Since"), Header("Range"),
        ];
        return string.Join('\n', lines) + '\n' + CanonicalHeaders(request) + CanonicalResource(request.RequestUri!);

        string Header(string name) => request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : "";

        string Content(string name) => request.Content is { } content && content.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : "";
    }

    static string CanonicalHeaders(HttpRequestMessage request) => string.Concat(request.Headers.NonValidated
        .Select(header => (Name: header.Key.ToLowerInvariant(), Value: header.Value.ToString().Trim()))
        .Where(header => header.Name.StartsWith("x-ms-", StringComparison.Ordinal))
        .OrderBy(header => header.Name, StringComparer.Ordinal)
        .Select(header => $"{header.Name}:{header.Value}\n"));

    string CanonicalResource(Uri uri) => $"/{account}{uri.AbsolutePath}" + string.Concat(uri.Query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => (Name: Uri.UnescapeDataString(pair[0]).ToLowerInvariant(), Value: pair is [_, var value] ? Uri.UnescapeDataString(value) : ""))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal)
        .Select(pair => $"\n{pair.Name}:{pair.Value}"));
}
