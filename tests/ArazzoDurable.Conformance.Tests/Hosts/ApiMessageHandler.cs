using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using ArazzoDurable.Http;

namespace ArazzoDurable.Conformance.Tests.Hosts;

/// <summary>Hands the requests of a client to the API without a wire, and its answers back, those that are streams as they come into being.</summary>
sealed class ApiMessageHandler(ArazzoApi api) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        using var sent = new MemoryStream(body);
        return Message(await api.HandleAsync(new ApiRequest(request.Method.Method, request.RequestUri!, Headers(request, body.Length), sent), cancellationToken), request);
    }

    /// <summary>The headers as they would be on a wire.</summary>
    static IEnumerable<KeyValuePair<string, string>> Headers(HttpRequestMessage request, int length)
    {
        foreach (var (name, values) in request.Headers.NonValidated)
            yield return KeyValuePair.Create(name, values.ToString());
        foreach (var (name, values) in request.Content?.Headers.NonValidated ?? default)
        {
            if (name != "Content-Length")
                yield return KeyValuePair.Create(name, values.ToString());
        }
        if (request is { Content: not null, Headers.TransferEncodingChunked: not true })
            yield return KeyValuePair.Create("Content-Length", length.ToString(CultureInfo.InvariantCulture));
    }

    static HttpResponseMessage Message(ApiResponse response, HttpRequestMessage request)
    {
        var message = new HttpResponseMessage((HttpStatusCode)response.Status) { RequestMessage = request };
        message.Content = response.Streamed is { } write ? Streamed(write) : new ByteArrayContent(response.Body.ToArray());
        // A client has Allow among the headers of the content.
        foreach (var (name, value) in response.Headers)
            (message.Headers.TryAddWithoutValidation(name, value) || message.Content.Headers.TryAddWithoutValidation(name, value)).ShouldBeTrue(name);
        if (response.ContentType is { } type)
            message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return message;
    }

    static StreamContent Streamed(Func<Stream, CancellationToken, Task> write)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1 << 20));
        _ = WriteAsync(write, pipe.Writer);
        return new StreamContent(pipe.Reader.AsStream());
    }

    /// <summary>Writes to the end, also when the client has left: what it writes goes nowhere then, and the host's streams are short.</summary>
    static async Task WriteAsync(Func<Stream, CancellationToken, Task> write, PipeWriter writer)
    {
        Exception? failure = null;
        try
        {
            await write(writer.AsStream(leaveOpen: true), CancellationToken.None);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whoever reads is told.
            failure = exception;
        }
        await writer.CompleteAsync(failure);
    }
}
