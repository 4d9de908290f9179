using ArazzoDurable.Http;

namespace ArazzoDurable.Client.Tests.Fakes;

/// <summary>Hands requests to the API in process, as a host does.</summary>
sealed class ApiHandler(ArazzoApi api) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = await SentRequest.OfAsync(request);
        using var body = new MemoryStream(sent.Body.ToArray());
        var answer = await api.HandleAsync(new ApiRequest(request.Method.Method, request.RequestUri!, sent.Headers, body), cancellationToken);
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)answer.Status)
        {
            Content = answer.Streamed is { } write ? new StreamedContent(write) : new ReadOnlyMemoryContent(answer.Body),
            RequestMessage = request,
        };
        if (answer.ContentType is { } type)
            response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        foreach (var (name, value) in answer.Headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }
}
