using System.Globalization;
using System.Net.Http.Headers;
using ArazzoDurable.Http.Problems;

namespace ArazzoDurable.Http.Requests;

/// <summary>Reads the bodies of requests, within a limit.</summary>
static class RequestBody
{
    /// <summary>What a client is told that sent none.</summary>
    public const string Missing = "The request has no body.";

    const int BlockSize = 64 * 1024;

    /// <summary>The whole body, not empty.</summary>
    public static async Task<Reading<ReadOnlyMemory<byte>>> ReadAsync(ApiRequest request, int limit, CancellationToken cancellationToken) =>
        await ReadAnyAsync(request, limit, cancellationToken) is var reading and not Reading<ReadOnlyMemory<byte>>.Done({ IsEmpty: true })
            ? reading
            : new Reading<ReadOnlyMemory<byte>>.Refused(Refusals.Because(400, ProblemCodes.MissingValue, Missing));

    /// <summary>The whole body; empty when there is none.</summary>
    public static async Task<Reading<ReadOnlyMemory<byte>>> ReadAnyAsync(ApiRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.Headers.TryGetValue("Content-Length", out var length)
            && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var announced) && announced > limit)
            return new Reading<ReadOnlyMemory<byte>>.Refused(Refusals.BodyTooLarge(limit));
        using var bytes = new MemoryStream();
        try
        {
            if (!await TryCopyAsync(request.Body, bytes, limit, cancellationToken))
                return new Reading<ReadOnlyMemory<byte>>.Refused(Refusals.BodyTooLarge(limit));
        }
        catch (IOException failure)
        {
            // What a web server throws at a body that breaks off or comes in damaged chunks: the client's doing, not ours.
            return new Reading<ReadOnlyMemory<byte>>.Refused(Refusals.Because(400, ProblemCodes.UnreadableBody, $"The body cannot be read to its end: {failure.Message}"));
        }
        // Some front ends drop a body that comes in chunks; to call the client's JSON invalid would send it looking in the wrong place.
        return bytes.Length == 0 && request.Headers.ContainsKey("Transfer-Encoding")
            ? new Reading<ReadOnlyMemory<byte>>.Refused(Refusals.LengthNeeded())
            : new Reading<ReadOnlyMemory<byte>>.Done(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }

    static async Task<bool> TryCopyAsync(Stream from, MemoryStream to, int limit, CancellationToken cancellationToken)
    {
        var block = new byte[BlockSize];
        while (await from.ReadAsync(block, cancellationToken) is var read and > 0)
        {
            if (to.Length + read > limit)
                return false;
            to.Write(block.AsSpan(0, read));
        }
        return true;
    }

    /// <summary>The body's media type; null when there is none that can be read.</summary>
    public static MediaTypeHeaderValue? MediaType(ApiRequest request) =>
        request.Headers.TryGetValue("Content-Type", out var text) && MediaTypeHeaderValue.TryParse(text, out var type) ? type : null;

    /// <summary>Whether a media type is JSON in UTF-8, the only charset that JSON has (RFC 8259, section 8.1).</summary>
    public static bool IsJson(MediaTypeHeaderValue? type) => type?.MediaType is { } name
        && IsUtf8(type.CharSet)
        && (name.Equals("application/json", StringComparison.OrdinalIgnoreCase) || name.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    static bool IsUtf8(string? charset) => charset is null || charset.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
