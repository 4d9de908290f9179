using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Runtime.Flows;

/// <summary>Reads documents from the disk.</summary>
public static class DocumentFile
{
    /// <summary>The file's bytes; of one that is longer than any document may be, no more than it takes to refuse it.</summary>
    public static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var limit = SyntaxLimits.Default.Bytes + 1;
        var file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            using var text = new MemoryStream();
            var buffer = new byte[81_920];
            while (text.Length < limit && await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
                await text.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            return text.ToArray();
        }
    }
}
