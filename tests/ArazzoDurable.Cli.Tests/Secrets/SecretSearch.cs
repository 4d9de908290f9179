using System.Text;

namespace ArazzoDurable.Cli.Tests.Secrets;

/// <summary>Searches for a secret in any of the forms that it might be written in.</summary>
sealed class SecretSearch(string secret)
{
    /// <summary>Fails when one of a command's outputs, or a file of its data folder, holds the secret.</summary>
    public void SearchAll(string output, string error, string folder)
    {
        Search("stdout", Encoding.UTF8.GetBytes(output));
        Search("stderr", Encoding.UTF8.GetBytes(error));
        SearchFolder(folder);
    }

    void SearchFolder(string path)
    {
        var files = Directory.GetFiles(path, "*", SearchOption.AllDirectories);
        files.ShouldNotBeEmpty();
        foreach (var file in files)
            Search(Path.GetFileName(file), File.ReadAllBytes(file));
    }

    public void Search(string where, ReadOnlySpan<byte> bytes)
    {
        foreach (var (form, spelt) in Forms())
            bytes.IndexOf(spelt).ShouldBe(-1, $"{where} holds the secret {form}");
    }

    public IEnumerable<(string Form, byte[] Bytes)> Forms()
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        yield return ("as it is", plain);
        yield return ("URL-encoded", Encoding.UTF8.GetBytes(Uri.EscapeDataString(secret)));
        yield return ("in UTF-16", Encoding.Unicode.GetBytes(secret));
        yield return ("in UTF-16, big-endian", Encoding.BigEndianUnicode.GetBytes(secret));
        for (var shift = 0; shift < 3; shift++)
        {
            // Inside a longer text base64 depends on where the secret begins; what is in the middle does not depend on its neighbours.
            var encoded = Convert.ToBase64String([.. new byte[shift], .. plain]);
            yield return ($"in base64, shifted by {shift}", Encoding.UTF8.GetBytes(encoded[4..^4]));
        }
    }
}
