using System.Buffers;
using System.Collections.Frozen;
using System.IO.Compression;

namespace ArazzoDurable.Runtime.Network;

/// <summary>Reads the body of a response, undoes its compression, and stops at a limit on either side of it.</summary>
static class BodyReading
{
    // Nobody compresses more than twice; each layer multiplies what a small body can become.
    const int MaxCodings = 3;

    static readonly FrozenSet<string> Known = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "br", "deflate", "gzip", "x-gzip");

    /// <returns>The body; null when it is larger than <paramref name="limit"/>.</returns>
    /// <exception cref="InvalidDataException">The body is not compressed the way its headers say.</exception>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(await content.ReadAsStreamAsync(cancellationToken), limit, cancellationToken);
        var codings = content.Headers.ContentEncoding.Reverse().ToArray();
        if (codings.Length > MaxCodings)
            throw new InvalidDataException("The body has too many content codings.");
        // A coding that is not known leaves the body as it came.
        foreach (var coding in codings.TakeWhile(Known.Contains))
        {
            if (body is { Length: > 0 })
                body = await DecompressAsync(coding, body, limit, cancellationToken);
        }
        return body;
    }

    static async Task<byte[]?> DecompressAsync(string coding, byte[] body, int limit, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = Open(coding, body);
            return await ReadAsync(stream, limit, cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            // What BrotliStream throws where the others throw InvalidDataException.
            throw new InvalidDataException("The body is no valid brotli.", exception);
        }
    }

    static async Task<byte[]?> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        var result = new ArrayBufferWriter<byte>();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (result.WrittenCount + count > limit)
                return null;
            result.Write(buffer.AsSpan(0, count));
        }
        return result.WrittenSpan.ToArray();
    }

    static Stream Open(string coding, byte[] body) => coding.ToLowerInvariant() switch
    {
        "br" => new BrotliStream(new MemoryStream(body), CompressionMode.Decompress),
        "deflate" when !IsZlib(body) => new DeflateStream(new MemoryStream(body), CompressionMode.Decompress),
        "deflate" => new ZLibStream(new MemoryStream(body), CompressionMode.Decompress),
        _ => new GZipStream(new MemoryStream(body), CompressionMode.Decompress),
    };

    // RFC 9110 means zlib by "deflate", but some servers send it bare (RFC 1950, section 2.2).
    static bool IsZlib(byte[] body) => body is [var method, var flags, ..] && (method & 0x0f) == 8 && ((method << 8) | flags) % 31 == 0;
}
