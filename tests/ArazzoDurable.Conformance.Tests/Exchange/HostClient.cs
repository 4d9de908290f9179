using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Conformance.Tests.Called;
using ArazzoDurable.Http.Tests.OpenApi;

namespace ArazzoDurable.Conformance.Tests.Exchange;

/// <summary>Speaks with a host, and holds each answer to the host's own description.</summary>
/// <param name="client">The way to the host.</param>
/// <param name="described">The description.</param>
sealed class HostClient(HttpClient client, DescribedAnswers described)
{
    /// <summary>How long a run is waited for, in seconds. A cold start and slow queues are within it.</summary>
    public const int Patience = 90;

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Answer> PostAsync(string path) => SendAsync(HttpMethod.Post, path);

    public async Task<Answer> PostAsync(string path, string json, params (string Name, string Value)[] headers)
    {
        using var content = Json(json);
        return await SendAsync(HttpMethod.Post, path, content, headers);
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = Request(method, path, content, headers);
        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        var type = body.Length == 0 && method != HttpMethod.Head ? null : response.Content.Headers.ContentType?.ToString();
        // A client has Allow among the headers of the content.
        var headersOfAnswer = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated);
        var answer = new Answer(
            (int)response.StatusCode, type,
            headersOfAnswer.ToImmutableDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body);
        described.Check(Given(request, answer.Status, type, answer.Headers.Keys, body));
        return answer;
    }

    /// <summary>Opens the stream of a run's events; null when nothing is left to tell.</summary>
    public async Task<EventStream?> OpenEventsAsync(string runId, long? after = null)
    {
        using var request = Request(HttpMethod.Get, $"/api/runs/{runId}/events", null, after is { } id ? [("Last-Event-ID", $"{id}")] : []);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        described.Check(Given(request, (int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), response.Headers.NonValidated.Select(header => header.Key), null));
        if ((int)response.StatusCode == 204)
        {
            response.Dispose();
            return null;
        }
        ((int)response.StatusCode).ShouldBe(200);
        return await EventStream.OpenAsync(response, described);
    }

    /// <summary>The events after one to the end of the run, over as many streams as it takes.</summary>
    public async Task<List<RunEventBlock>> EventsAsync(string runId, long after = 0, Predicate<RunEventBlock>? until = null)
    {
        until ??= block => block.Type == "run.completed";
        var events = new List<RunEventBlock>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(Patience));
        while (events.Count == 0 || !until(events[^1]))
        {
            patience.Token.ThrowIfCancellationRequested();
            await using var stream = await OpenEventsAsync(runId, events.Count == 0 ? after : events[^1].Id) ?? throw new ShouldAssertException("204 came before the last event.");
            while ((events.Count == 0 || !until(events[^1])) && await stream.NextAsync() is { } block)
                events.Add(block);
        }
        return events;
    }

    /// <summary>Stores a flow, and gives its id.</summary>
    public async Task<string> StoreAsync(Flow flow) => (await PostAsync("/api/flows", flow.ToString())).Expect(200, 201)["flowId"].GetString()!;

    /// <summary>Submits a run, and waits for its end.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="inputs">The inputs of the items, a JSON array.</param>
    /// <param name="more">Further members of the submit, each after a comma.</param>
    public async Task<JsonElement> RunAsync(string flowId, string inputs = "[{}]", string more = "") =>
        (await PostAsync("/api/runs", Submission(flowId, inputs, $$""", "wait": true, "timeoutSecs": {{Patience}}{{more}}"""))).Expect(200).Json;

    /// <summary>Submits a run, and gives its id.</summary>
    public async Task<string> StartAsync(string flowId, string inputs = "[{}]", string more = "") =>
        (await PostAsync("/api/runs", Submission(flowId, inputs, more))).Expect(200, 202)["runId"].GetString()!;

    /// <summary>Waits for the end of a run, and gives its status with its results.</summary>
    public async Task<JsonElement> EndAsync(string runId) =>
        (await GetAsync($"/api/runs/{runId}?wait=true&timeoutSecs={Patience}&includeResults=true")).Expect(200).Json;

    /// <summary>The body of a submit.</summary>
    public static string Submission(string flowId, string inputs = "[{}]", string more = "") => $$"""{"flowId": "{{flowId}}", "inputs": {{inputs}}{{more}}}""";

    static StringContent Json(string json) => new(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    static HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue(name);
        return request;
    }

    static GivenAnswer Given(HttpRequestMessage request, int status, string? type, IEnumerable<string> headers, byte[]? body) =>
        new(request.Method.Method, request.RequestUri!.IsAbsoluteUri ? request.RequestUri.AbsolutePath : request.RequestUri.OriginalString.Split('?')[0], status, type, [.. headers], body);
}
