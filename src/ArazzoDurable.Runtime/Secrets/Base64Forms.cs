using System.Buffers.Text;
using System.Text;

namespace ArazzoDurable.Runtime.Secrets;

/// <summary>
/// How a text looks inside base64. A group of base64 covers three bytes, so the same text looks different at each of three offsets, and
/// the characters at its edges also depend on what stands beside it: those are not part of the form.
/// </summary>
static class Base64Forms
{
    /// <summary>The forms at the three offsets, in the usual alphabet and in that of base64url.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var offset = 0; offset < 3; offset++)
        {
            byte[] shifted = [.. new byte[offset], .. bytes];
            var first = ((8 * offset) + 5) / 6;
            var end = 8 * shifted.Length / 6;
            yield return Convert.ToBase64String(shifted)[first..end];
            yield return Base64Url.EncodeToString(shifted)[first..end];
        }
    }

    /// <summary>Whether a character occurs in base64 of either alphabet.</summary>
    public static bool Has(char character) => char.IsAsciiLetterOrDigit(character) || character is '+' or '/' or '-' or '_';
}
