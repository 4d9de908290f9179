using System.Globalization;

namespace ArazzoDurable.Functions.TestHub.Requests;

/// <summary>Hands requests of an <see cref="HttpClient"/> to an app, as the Functions runtime does.</summary>
/// <param name="app">The app.</param>
sealed class FunctionsHandler(FunctionsApp app) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The runtime hands on a body whose length was told, and no other.
        var isChunked = request.Headers.TransferEncodingChunked is true || request.Content is { Headers.ContentLength: null };
        var body = request.Content is { } content && !isChunked ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
        var answer = await app.AnswerAsync(request.Method.Method, request.RequestUri!, Headers(request, isChunked, body.Length), body, cancellationToken);
        var response = new HttpResponseMessage(answer.StatusCode) { RequestMessage = request };
        answer.Body.Position = 0;
        using var bytes = new MemoryStream();
        await answer.Body.CopyToAsync(bytes, cancellationToken);
        response.Content = new ByteArrayContent(request.Method == HttpMethod.Head ? [] : bytes.ToArray());
        foreach (var (name, values) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, values))
                response.Content.Headers.TryAddWithoutValidation(name, values);
        }
        return response;
    }

    static List<KeyValuePair<string, string>> Headers(HttpRequestMessage request, bool isChunked, int length)
    {
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default)
            .Where(header => !header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) && !header.Key.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
            .Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))
            .Append(KeyValuePair.Create("Host", request.RequestUri!.Authority))
            .ToList();
        if (isChunked)
            headers.Add(KeyValuePair.Create("Transfer-Encoding", "chunked"));
        else if (request.Content is not null)
            headers.Add(KeyValuePair.Create("Content-Length", length.ToString(CultureInfo.InvariantCulture)));
        return headers;
    }
}
