using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>A call that was sent.</summary>
sealed record SentCall(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string? Body)
{
    public string? ContentType { get; init; }
}

/// <summary>
/// Answers calls as a case has it, in order, and keeps them; stands in for the network. An answer that <c>takes</c> its time moves the
/// clock by so many milliseconds first.
/// </summary>
sealed class ScriptedCaller(IEnumerable<JsonElement> answers) : HttpMessageHandler
{
    readonly Queue<JsonElement> answers = new(answers);

    /// <summary>The clock that answers move.</summary>
    public ManualTime Time { get; } = new();

    public List<SentCall> Calls { get; } = [];

    public int Unused => answers.Count;

    /// <summary>Told of every call, before it is answered.</summary>
    public Func<Task> Called { get; set; } = () => Task.CompletedTask;

    /// <summary>Adds answers after the others.</summary>
    public void Add(IEnumerable<JsonElement> more)
    {
        foreach (var answer in more)
            answers.Enqueue(answer);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Calls.Add(new SentCall(
            request.Method.Method,
            request.RequestUri!,
            request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : null)
        {
            ContentType = request.Content?.Headers.ContentType?.ToString(),
        });
        await Called();
        if (!answers.TryDequeue(out var answer))
            throw new InvalidOperationException($"The case has no answer left for {request.Method} {request.RequestUri}.");
        if (answer.TryGetProperty("takes", out var takes))
            Time.Advance(TimeSpan.FromMilliseconds(takes.GetDouble()));
        cancellationToken.ThrowIfCancellationRequested();
        return answer.TryGetProperty("refuse", out _)
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused))
            : Answered(answer);
    }

    static HttpResponseMessage Answered(JsonElement answer)
    {
        var response = new HttpResponseMessage((HttpStatusCode)answer.GetProperty("status").GetInt32());
        if (answer.TryGetProperty("body", out var body))
            response.Content = new StringContent(body.GetRawText(), Encoding.UTF8, "application/json");
        if (answer.TryGetProperty("raw", out var raw))
            response.Content = new StringContent(raw.GetString()!, Encoding.UTF8, answer.TryGetProperty("type", out var type) ? type.GetString()! : "application/json");
        if (answer.TryGetProperty("headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
                response.Headers.TryAddWithoutValidation(header.Name, header.Value.ToString());
        }
        return response;
    }
}
