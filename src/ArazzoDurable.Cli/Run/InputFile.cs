using System.Text;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Cli.Run;

/// <summary>
/// Reads the file of <c>-i name=@FILE</c> as the text that an input takes: the text itself without its last line break; or, of a file that is
/// no UTF-8 text or of an input that takes bytes, a data URL with the file's type and name; or base64 where the input asks for that.
/// </summary>
static class InputFile
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the file.</summary>
    /// <param name="name">The input.</param>
    /// <param name="path">The file.</param>
    /// <param name="content">What the schema says of the content of the input.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandFailedException">The file is not there, no file, or too large.</exception>
    public static async Task<string> ReadAsync(string name, string path, InputTypes.Content content, CancellationToken cancellationToken)
    {
        GivenFile.Check($"-i {name}=@FILE", path, " A text that itself begins with '@' is given by --inputs.");
        var bytes = await GivenFile.ReadAsync($"-i {name}=@FILE", path, FileValue.MaxBytes, cancellationToken);
        return content switch
        {
            InputTypes.Content.Base64 => Convert.ToBase64String(bytes),
            InputTypes.Content.Bytes => DataUrl(bytes, path),
            _ => Text(bytes) ?? DataUrl(bytes, path),
        };
    }

    static string DataUrl(byte[] bytes, string path) => FileValue.ToDataUrl(bytes, FileTypes.Of(path), Path.GetFileName(path));

    static string? Text(byte[] bytes)
    {
        try
        {
            var text = Strict.GetString(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes);
            return InputReading.WithoutLastLineBreak(text);
        }
        catch (DecoderFallbackException)
        {
            // It is no text; what it is then is the caller's to say.
            return null;
        }
    }
}
