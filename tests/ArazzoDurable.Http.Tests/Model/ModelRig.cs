using System.Globalization;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Http.Tests.EndToEnd;
using ArazzoDurable.Http.Tests.Fakes;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Http.Tests.Model;

/// <summary>The real API on the real embedded host, in a folder of its own, with the server that its runs call. It can be killed and opened again.</summary>
sealed class ModelRig : IAsyncDisposable
{
    static readonly TimeSpan CancelPatience = TimeSpan.FromMilliseconds(20);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("arazzo-model-");
    EmbeddedApi? open;

    public CallServer Server { get; } = new();

    public IRunStore Store => Api.Store;

    public IInstances Instances => Api.Instances;

    public string DatabaseFile => Path.Combine(folder.FullName, "arazzo.db");

    EmbeddedApi Api => open ?? throw new InvalidOperationException("The host is not open.");

    public async Task OpenAsync() => open = await EmbeddedApi.OpenAsync(Server.Url, folder, cancelPatience: CancelPatience);

    /// <summary>Dies as a process that is killed, and comes again as a server that starts.</summary>
    public async Task RestartAsync()
    {
        await Api.AbandonAsync();
        Server.Drop();
        await OpenAsync();
        await Api.RecoverAsync();
    }

    public async Task CloseAsync()
    {
        if (open is { } api)
            await api.DisposeAsync();
        open = null;
    }

    public async Task<ApiResponse> SendAsync(string method, string path, string? json = null, string? key = null)
    {
        List<KeyValuePair<string, string>> headers = [KeyValuePair.Create("Content-Type", "application/json")];
        if (key is not null)
            headers.Add(KeyValuePair.Create("Idempotency-Key", key));
        var request = new ApiRequest(method, new Uri(TestApi.Origin + path), headers, json is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(json)));
        return await Api.Api.HandleAsync(request, default);
    }

    public Task<ApiResponse> PutFlowAsync(int flow) => SendAsync("POST", "/api/flows", $$$$$$"""
        {"arazzo": {"arazzo": "1.0.1", "info": {"title": "Two calls", "version": "{{{{{{flow.ToString(CultureInfo.InvariantCulture)}}}}}}"},
           "sourceDescriptions": [{"name": "calls", "url": "calls.yaml", "type": "openapi"}],
           "workflows": [{
             "workflowId": "both",
             "inputs": {"type": "object", "required": ["run", "item"], "properties": {"run": {"type": "integer"}, "item": {"type": "integer"}}},
             "steps": [
               {"stepId": "one", "operationId": "one", "parameters": [{"name": "run", "in": "path", "value": "$inputs.run"}, {"name": "item", "in": "path", "value": "$inputs.item"}],
                "successCriteria": [{"condition": "$statusCode == 200"}]},
               {"stepId": "two", "operationId": "two", "parameters": [{"name": "run", "in": "path", "value": "$inputs.run"}, {"name": "item", "in": "path", "value": "$inputs.item"}],
                "successCriteria": [{"condition": "$statusCode == 200"}]}],
             "outputs": {"item": "$inputs.item"}}]},
         "sources": {"calls": {"openapi": "3.1.0", "info": {"title": "Calls", "version": "1"}, "servers": [{"url": "{{{{{{Server.Url.AbsoluteUri.TrimEnd('/')}}}}}}"}],
           "paths": {"/calls/{run}/{item}/0": {{{{{{Operation("one")}}}}}}, "/calls/{run}/{item}/1": {{{{{{Operation("two")}}}}}}}}}}
        """);

    /// <summary>The stream of the events of an ended run.</summary>
    public async Task<IReadOnlyList<(long Id, JsonElement Event)>> EventsAsync(string runId)
    {
        var response = await SendAsync("GET", $"/api/runs/{runId}/events");
        response.Status.ShouldBe(200);
        await using var reader = new EventReader(response);
        var events = new List<(long, JsonElement)>();
        while (await reader.NextAsync() is { } block)
        {
            if (block.Split('\n') is [var id, _, var data])
                events.Add((long.Parse(id["id: ".Length..], CultureInfo.InvariantCulture), JsonElement.Parse(data["data: ".Length..])));
        }
        return events;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Server.Dispose();
        folder.Delete(recursive: true);
    }

    static string Operation(string name) => $$$$"""
        {"post": {"operationId": "{{{{name}}}}", "responses": {"200": {"description": "ok"}}, "parameters": [
          {"name": "run", "in": "path", "required": true, "schema": {"type": "integer"}}, {"name": "item", "in": "path", "required": true, "schema": {"type": "integer"}}]}}
        """;
}
