using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Functions.TestHub;
using ArazzoDurable.Runtime.Runs;
using Microsoft.DurableTask.Client;

namespace ArazzoDurable.Functions.Tests.Asking;

/// <summary>Asks an app over HTTP.</summary>
static class AppRequests
{
    public static Task<Answer> GetAsync(this FunctionsApp app, string path, params (string Name, string Value)[] headers) =>
        app.SendAsync(HttpMethod.Get, path, content: null, headers);

    public static Task<Answer> PostAsync(this FunctionsApp app, string path, string json = "", params (string Name, string Value)[] headers) =>
        app.SendAsync(HttpMethod.Post, path, json.Length == 0 ? null : new StringContent(json, Encoding.UTF8, "application/json"), headers);

    public static async Task<Answer> SendAsync(this FunctionsApp app, HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        using var response = await app.Client.SendAsync(request);
        var told = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), told);
    }

    /// <summary>Stores a flow of YAML documents, and gives its id.</summary>
    public static async Task<string> PutFlowAsync(this FunctionsApp app, string description, params IEnumerable<(string Name, string Text)> sources)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, text) in sources.Prepend(("arazzo", description)))
        {
            var part = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            part.Headers.ContentType = new MediaTypeHeaderValue("application/yaml");
            form.Add(part, name);
        }
        return (await app.SendAsync(HttpMethod.Post, "api/flows", form)).With(HttpStatusCode.Created).Member("flowId");
    }

    /// <summary>Reads a run until it stands so.</summary>
    public static Task<JsonElement> UntilAsync(this FunctionsApp app, string runId, Predicate<JsonElement> isSo) =>
        UntilAsync(async () => (await app.GetAsync($"api/runs/{runId}?includeResults=true")).Json, isSo);

    /// <summary>Reads the custom status of an instance until it is so.</summary>
    public static Task<JsonElement> InstanceUntilAsync(this FunctionsApp app, string runId, Predicate<JsonElement> isSo) => UntilAsync(
        async () => await app.TaskClient.GetInstanceAsync(runId, getInputsAndOutputs: true) is { SerializedCustomStatus: { } status } ? JsonElement.Parse(status) : default,
        status => status.ValueKind is JsonValueKind.Object && isSo(status));

    /// <summary>Ends when what is kept of a deleted run is removed.</summary>
    public static Task PurgedAsync(this FunctionsApp app, string runId) => UntilAsync(
        async () => await app.TaskClient.GetInstanceAsync(RunKeys.Purge(runId)) is { RuntimeStatus: OrchestrationRuntimeStatus.Completed }, isPurged => isPurged);

    static async Task<T> UntilAsync<T>(Func<Task<T>> read, Predicate<T> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var found = await read();
            if (isSo(found))
                return found;
            patience.IsCancellationRequested.ShouldBeFalse($"still {found}");
            await Task.Delay(20);
        }
    }

    /// <summary>How a run stands once it has ended.</summary>
    public static async Task<JsonElement> EndAsync(this FunctionsApp app, string runId) =>
        (await app.GetAsync($"api/runs/{runId}?wait=true&timeoutSecs=30&includeResults=true")).With(HttpStatusCode.OK).Json;
}
