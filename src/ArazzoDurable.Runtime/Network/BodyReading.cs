using System.Buffers;
using System.IO.Compression;

namespace ArazzoDurable.Runtime.Network;

/// <summary>Reads the body of a response, undoes its compression, and stops at a limit on either side of it.</summary>
static class BodyReading
{
    // Nobody compresses more than twice; each layer multiplies what a small body can become.
    const int MaxCodings = 3;

    /// <returns>The body; null when it is larger than <paramref name="limit"/>.</returns>
    /// <exception cref="InvalidDataException">The body is not compressed the way its headers say.</exception>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(await content.ReadAsStreamAsync(cancellationToken), limit, cancellationToken);
        var codings = content.Headers.ContentEncoding.Reverse().ToArray();
        if (codings.Length > MaxCodings)
            throw new InvalidDataException("The body has too many content codings.");
        foreach (var coding in codings)
        {
            if (body is not { Length: > 0 })
                break;
            await using var stream = Decompress(coding, body);
            if (stream is null)
                break;
            body = await DecompressAsync(stream, limit, cancellationToken);
        }
        return body;
    }

    static async Task<byte[]?> DecompressAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        try
        {
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

    // A coding that is not known leaves the body as it came.
    static Stream? Decompress(string coding, byte[] body) => coding.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(new MemoryStream(body), CompressionMode.Decompress),
        "deflate" when IsZlib(body) => new ZLibStream(new MemoryStream(body), CompressionMode.Decompress),
        "deflate" => new DeflateStream(new MemoryStream(body), CompressionMode.Decompress),
        "br" => new BrotliStream(new MemoryStream(body), CompressionMode.Decompress),
        _ => null,
    };

    // RFC 9110 means zlib by "deflate", but some servers send it bare (RFC 1950, section 2.2).
    static bool IsZlib(byte[] body) => body is [var method, var flags, ..] && (method & 0x0f) == 8 && ((method << 8) | flags) % 31 == 0;
}
