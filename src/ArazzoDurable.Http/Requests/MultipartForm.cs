using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using ArazzoDurable.Http.Problems;

namespace ArazzoDurable.Http.Requests;

/// <summary>Reads <c>multipart/form-data</c> (RFC 7578) that is in memory. Of the parts' headers only the name matters.</summary>
static class MultipartForm
{
    /// <summary>How many parts a form may have.</summary>
    public const int MaxParts = 256;

    /// <summary>How many bytes the headers of one part may have.</summary>
    public const int MaxHeaderBytes = 8 * 1024;

    const int LongestBoundary = 70;

    /// <summary>The parts of a form, each name once.</summary>
    public static Reading<ImmutableArray<FormPart>> Read(MediaTypeHeaderValue type, ReadOnlyMemory<byte> body)
    {
        var boundary = type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"');
        if (boundary is not { Length: > 0 and <= LongestBoundary })
            return Refuse("its Content-Type names no boundary");
        var delimiter = Encoding.ASCII.GetBytes("\r\n--" + boundary);
        // The first delimiter may stand at the very start, without the line break that belongs to all others.
        var rest = body;
        if (body.Span.StartsWith(delimiter.AsSpan(2)))
            rest = body[(delimiter.Length - 2)..];
        else if (body.Span.IndexOf(delimiter) is var first and >= 0)
            rest = body[(first + delimiter.Length)..];
        else
            return Refuse("its boundary is not in the body");
        return ReadParts(rest, delimiter);
    }

    static Reading<ImmutableArray<FormPart>> ReadParts(ReadOnlyMemory<byte> rest, byte[] delimiter)
    {
        var parts = ImmutableArray.CreateBuilder<FormPart>();
        while (!rest.Span.StartsWith("--"u8))
        {
            if (rest.Span.IndexOf("\r\n"u8) is not (var lineEnd and >= 0) || !rest.Span[..lineEnd].Trim(" \t"u8).IsEmpty)
                return Refuse("a boundary is not followed by a line break");
            // The line break stays: a part without headers begins with an empty line.
            rest = rest[lineEnd..];
            if (rest.Span.IndexOf(delimiter) is not (var end and >= 0))
                return Refuse("it ends before its last boundary");
            if (rest.Span[..end].IndexOf("\r\n\r\n"u8) is not (var headerEnd and >= 0 and <= MaxHeaderBytes) || NameIn(rest.Span[..headerEnd]) is not { } name)
                return Refuse("a part has no Content-Disposition: form-data with a name");
            if (parts.Any(part => part.Name == name))
                return Refuse($"the part '{name}' is there twice");
            if (parts.Count == MaxParts)
                return Refuse($"it has more than {MaxParts} parts");
            parts.Add(new FormPart(name, rest[(headerEnd + 4)..end]));
            rest = rest[(end + delimiter.Length)..];
        }
        return new Reading<ImmutableArray<FormPart>>.Done(parts.ToImmutable());
    }

    static string? NameIn(ReadOnlySpan<byte> headers)
    {
        const string Disposition = "Content-Disposition:";
        var line = Encoding.UTF8.GetString(headers).Split("\r\n")
            .FirstOrDefault(header => header.StartsWith(Disposition, StringComparison.OrdinalIgnoreCase));
        return ContentDispositionHeaderValue.TryParse(line?[Disposition.Length..].Trim(), out var disposition)
            && disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase)
            && disposition.Name?.Trim('"') is { Length: > 0 } name
                ? name
                : null;
    }

    static Reading<ImmutableArray<FormPart>>.Refused Refuse(string why) =>
        new(Refusals.Because(400, ProblemCodes.InvalidForm, $"The form cannot be read: {why}."));
}
