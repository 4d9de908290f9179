using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>An answer of an API. The body is JSON; status 0 means that the connection is refused.</summary>
sealed record PlayedAnswer(int Status, string Body)
{
    public string? RetryAfter { get; init; }

    public static PlayedAnswer Ok(string body) => new(200, body);
}

/// <summary>The APIs behind a flow: answers each call by its method, its path and how often that was called.</summary>
/// <param name="answer">Gives the answer to <c>POST /trials</c>, asked for the n-th time.</param>
sealed class PlayedApi(Func<string, int, PlayedAnswer> answer) : HttpMessageHandler
{
    readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>Takes place while the n-th call is under way.</summary>
    public Action<int> During { get; set; } = _ => { };

    /// <summary>How many calls arrived.</summary>
    public int Calls { get; private set; }

    /// <summary>All that arrived, headers included.</summary>
    public List<string> Received { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        Received.Add($"{asked}\n{request.Headers}{(request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "")}");
        During(++Calls);
        var given = answer(asked, counts[asked] = counts.GetValueOrDefault(asked) + 1);
        if (given.Status == 0)
            throw new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused));
        var response = new HttpResponseMessage((HttpStatusCode)given.Status) { Content = new StringContent(given.Body, Encoding.UTF8, "application/json") };
        if (given.RetryAfter is { } seconds)
            response.Headers.TryAddWithoutValidation("Retry-After", seconds);
        return response;
    }
}
