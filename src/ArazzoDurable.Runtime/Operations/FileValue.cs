using System.Text;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>
/// A file as it travels through JSON. Exact is a data URL (RFC 2397), <c>data:audio/mpeg;name=a.mp3;base64,…</c>, which may give its media
/// type and its name.
/// </summary>
/// <param name="Bytes">What is in it.</param>
/// <param name="MediaType">Its media type; null when it is not known.</param>
/// <param name="Name">Its name; null when it is not known.</param>
public sealed record FileValue(byte[] Bytes, string? MediaType = null, string? Name = null)
{
    /// <summary>The most bytes that a file may have that is read for an input.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    // A single word of this length is hardly ever the text of a file; a shorter one is base64 only with its padding.
    const int SurelyBase64 = 64;

    /// <summary>The file of a data URL in base64; null when the text is none.</summary>
    public static FileValue? OfDataUrl(string text)
    {
        if (!text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) || text.IndexOf(',', StringComparison.Ordinal) is not (var comma and > 0))
            return null;
        var head = text["data:".Length..comma].Split(';', StringSplitOptions.TrimEntries);
        if (!head[^1].Equals("base64", StringComparison.OrdinalIgnoreCase) || Base64(text[(comma + 1)..]) is not { } bytes)
            return null;
        var parameters = head[..^1];
        var name = parameters.FirstOrDefault(IsName) is { } given ? Uri.UnescapeDataString(given[(given.IndexOf('=', StringComparison.Ordinal) + 1)..]) : null;
        var type = string.Join(';', parameters.Where(parameter => !IsName(parameter)));
        return new FileValue(bytes, type.Contains('/', StringComparison.Ordinal) ? type : null, name is { Length: > 0 } ? name : null);
    }

    /// <summary>The data URL of a file.</summary>
    /// <param name="bytes">What is in it.</param>
    /// <param name="mediaType">Its media type.</param>
    /// <param name="name">Its name, without a path.</param>
    public static string ToDataUrl(ReadOnlySpan<byte> bytes, string mediaType, string name) =>
        $"data:{mediaType};name={Uri.EscapeDataString(name)};base64,{Convert.ToBase64String(bytes)}";

    /// <summary>The file of any text: of a data URL, of base64 that cannot well be meant as text, else the text itself in UTF-8.</summary>
    public static FileValue Of(string text) => OfDataUrl(text)
        ?? (LooksLikeBase64(text) && Base64(text) is { } bytes ? new FileValue(bytes) : new FileValue(Encoding.UTF8.GetBytes(text)));

    /// <summary>The bytes of base64, line breaks aside; null when the text is something else.</summary>
    public static byte[]? Base64(string text)
    {
        // The framework passes over all white space, so that it would take two words for base64.
        if (text.AsSpan().ContainsAny(' ', '\t'))
            return null;
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }

    static bool LooksLikeBase64(string text) => (text.Length >= SurelyBase64 || text.TrimEnd('\r', '\n').EndsWith('='))
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=' or '\r' or '\n');

    static bool IsName(string parameter) => parameter.StartsWith("name=", StringComparison.OrdinalIgnoreCase)
        || parameter.StartsWith("filename=", StringComparison.OrdinalIgnoreCase);
}
