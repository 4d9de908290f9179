using System.Net;
using System.Text;

namespace ArazzoDurable.Client.Tests.Fakes;

/// <summary>Answers requests by a script, in its order, and keeps what was sent.</summary>
sealed class ScriptedServer
{
    readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> script = new();

    /// <summary>What was sent.</summary>
    public List<SentRequest> Requests { get; } = [];

    /// <summary>The requests as method, path and query.</summary>
    public IEnumerable<string> Lines => Requests.Select(request => request.Line);

    /// <summary>Takes the requests of an <see cref="HttpClient"/>.</summary>
    public HttpMessageHandler Handler => new Script(this);

    public ScriptedServer Then(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        script.Enqueue(answer);
        return this;
    }

    public ScriptedServer Then(HttpResponseMessage answer) => Then(_ => Task.FromResult(answer));

    public ScriptedServer ThenJson(int status, string json, string type = "application/json") => Then(Answer(status, json, type));

    /// <summary>A refusal with nothing but its status.</summary>
    public ScriptedServer ThenStatus(int status, TimeSpan? retryAfter = null)
    {
        var answer = Answer(status, "", "text/plain");
        if (retryAfter is { } after)
            answer.Headers.RetryAfter = new(after);
        return Then(answer);
    }

    /// <summary>The connection is refused, as by a server that is just starting.</summary>
    public ScriptedServer ThenNothing() => Then(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"));

    /// <summary>A client of this server, with pauses that take no time.</summary>
    public ArazzoClient Client(QuickTime? time = null, TimeSpan? timeout = null, string? key = null, string root = "http://arazzo.test")
    {
        var http = new HttpClient(Handler) { BaseAddress = new Uri(root) };
        if (timeout is { } longest)
            http.Timeout = longest;
        return new ArazzoClient(http, new ArazzoClientOptions { ApiKey = key, Time = time ?? new QuickTime() });
    }

    public static HttpResponseMessage Answer(int status, string body, string type) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };

    async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(await SentRequest.OfAsync(request));
        return script.TryDequeue(out var answer) ? await answer(cancellationToken) : throw new InvalidOperationException($"The script has no answer to {Requests[^1].Line}.");
    }

    sealed class Script(ScriptedServer server) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => server.AnswerAsync(request, cancellationToken);
    }
}
