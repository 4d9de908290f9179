using ArazzoDurable.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace ArazzoDurable.Cli.Serve;

/// <summary>Hands requests of the web server to the API, and writes a line for each, without the query, which may hold the key.</summary>
/// <param name="api">The API.</param>
/// <param name="isOpen">Whether no key is asked for, so that only this machine itself is let in.</param>
/// <param name="log">Where the lines go.</param>
/// <param name="time">Measures how long a request takes.</param>
/// <param name="stopping">The server stops.</param>
sealed class RequestBridge(ArazzoApi api, bool isOpen, TextWriter log, TimeProvider time, CancellationToken stopping)
{
    const string NotLocal = """{"type":"about:blank","title":"Forbidden","status":403,"detail":"Without a key, only this machine is let in: call http://127.0.0.1 or localhost, or start the server with a key.","code":"not-local"}""";

    const string NoUrl = """{"type":"about:blank","title":"Bad Request","status":400,"detail":"The header Host and the path make no URL; Host must be a name or an address, with a port up to 65535.","code":"invalid-url"}""";

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var outcome = "gone";
        try
        {
            if (isOpen && !LocalOnly.Admits(context.Request))
            {
                outcome = "403";
                await RefuseAsync(context.Response, StatusCodes.Status403Forbidden, NotLocal);
                return;
            }
            // The web server lets a Host through that makes no URL, such as one with the port 99999.
            if (!Uri.TryCreate(context.Request.GetEncodedUrl(), UriKind.Absolute, out var url))
            {
                outcome = "400";
                await RefuseAsync(context.Response, StatusCodes.Status400BadRequest, NoUrl);
                return;
            }
            var response = await api.HandleAsync(Request(context.Request, url), context.RequestAborted);
            outcome = response.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
            await WriteAsync(response, context);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            // The client has gone: there is nobody to answer.
            context.Abort();
        }
        finally
        {
            var milliseconds = (long)time.GetElapsedTime(started).TotalMilliseconds;
            // The path as it was sent: percent-encoded, so that it holds no line breaks.
            await log.WriteLineAsync($"{context.Request.Method} {context.Request.Path.ToUriComponent()} {outcome} {milliseconds} ms");
        }
    }

    static Task RefuseAsync(HttpResponse response, int status, string problem)
    {
        response.StatusCode = status;
        response.ContentType = "application/problem+json; charset=utf-8";
        return response.WriteAsync(problem);
    }

    static ApiRequest Request(HttpRequest request, Uri url) => new(
        request.Method,
        url,
        request.Headers.SelectMany(header => header.Value, (header, value) => KeyValuePair.Create(header.Key, value ?? "")),
        request.Body);

    // A stream has no end of its own while its run goes on; it ends with the server.
    async Task StreamAsync(Func<Stream, CancellationToken, Task> write, HttpContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await write(context.Response.Body, either.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            // What was written is whole; the client comes again when the server is back.
        }
    }

    async Task WriteAsync(ApiResponse response, HttpContext context)
    {
        context.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
            context.Response.Headers.Append(name, value);
        if (response.ContentType is { } type)
            context.Response.ContentType = type;
        if (response.Status is 204 or 304)
            return;
        if (response.Streamed is { } write)
        {
            await StreamAsync(write, context);
            return;
        }
        // The length of an answer to HEAD would be that of GET, which has not been made.
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        context.Response.ContentLength = response.Body.Length;
        await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
    }
}
