using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Cli.Tests.FoundingApi;

/// <summary>
/// Plays the parts of the Runloop API and the Dataiku public API that the founding documents call, with their states, on the loopback
/// address. Both live at the root; Dataiku's answers below <c>/public/api</c> as well. It knows nothing of this product's code.
/// </summary>
public sealed class FoundingApiServer : IAsyncDisposable
{
    readonly FoundingApiOptions options;
    readonly WebApplication app;
    readonly ScenarioRuns runs;
    readonly Devboxes devboxes;
    readonly DataikuScenarios scenarios;
    readonly Dictionary<string, Reply> firstReplies = [];
    readonly List<RecordedRequest> requests = [];
    readonly List<string> effects = [];
    readonly Lock gate = new();

    FoundingApiServer(FoundingApiOptions options)
    {
        this.options = options;
        runs = new ScenarioRuns(options.Polls, effects.Add);
        devboxes = new Devboxes(options.Timeouts, effects.Add);
        scenarios = new DataikuScenarios(options.Polls, effects.Add);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        app = builder.Build();
        app.Run(HandleAsync);
    }

    /// <summary>The base URL, without a slash at its end.</summary>
    public string Url => app.Urls.First().TrimEnd('/');

    /// <summary>The requests so far, in the order in which they took effect.</summary>
    public ImmutableArray<RecordedRequest> Requests
    {
        get
        {
            lock (gate)
                return [.. requests];
        }
    }

    /// <summary>What has been changed so far, such as <c>start run_1</c> or <c>suspend dbx_7</c>. A replayed answer adds nothing.</summary>
    public ImmutableArray<string> Effects
    {
        get
        {
            lock (gate)
                return [.. effects];
        }
    }

    /// <summary>Starts the server; it accepts requests when this returns.</summary>
    public static async Task<FoundingApiServer> StartAsync(FoundingApiOptions? options = null)
    {
        var server = new FoundingApiServer(options ?? new FoundingApiOptions());
        await server.app.StartAsync();
        return server;
    }

    /// <summary>Stops the server; requests in flight are broken off.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    async Task HandleAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var (reply, replayed) = Take(context.Request, buffer.ToArray());
        if (!replayed && options.Delay > TimeSpan.Zero)
            await Task.Delay(options.Delay, options.TimeProvider, context.RequestAborted);
        var response = context.Response;
        response.StatusCode = reply.Status;
        response.ContentType = "application/json";
        response.ContentLength = reply.Body.Length;
        if (replayed)
            response.Headers["Idempotency-Replayed"] = "true";
        if (reply.NotYet && options.RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(reply.Body, context.RequestAborted);
    }

    // Choosing, changing and recording are one act, so that the record's order is the order of effects.
    (Reply Reply, bool Replayed) Take(HttpRequest request, byte[] body)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var key = request.Headers["Idempotency-Key"].FirstOrDefault();
        lock (gate)
        {
            var (reply, replayed) = Answer(request, target, key, body);
            var recorded = new RecordedRequest(
                options.TimeProvider.GetUtcNow(),
                request.Method,
                target,
                request.Headers.ToImmutableDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                [.. body],
                key,
                reply.Status,
                replayed);
            requests.Add(recorded);
            if (options.LogFile is { } file)
                File.AppendAllText(file, recorded.ToJsonLine() + "\n");
            return (reply, replayed);
        }
    }

    (Reply Reply, bool Replayed) Answer(HttpRequest request, string target, string? key, byte[] body)
    {
        if (request.Headers.Authorization.ToString() != $"Bearer {options.Token}")
            return (Reply.Refused(401, "Unauthorized."), false);
        var remembered = request.Method == "GET" || key is null ? null : $"{key} {request.Method} {target}";
        if (remembered is not null && firstReplies.TryGetValue(remembered, out var first))
            return (first, true);
        var reply = TryParse(body, out var json) ? Route(request.Method, target, json) : Reply.Refused(400, "The body is not JSON.");
        if (remembered is not null)
            firstReplies[remembered] = reply;
        return (reply, false);
    }

    Reply Route(string method, string target, JsonNode? body)
    {
        string[] path = [.. target.Split('?')[0].TrimStart('/').Split('/').Select(Uri.UnescapeDataString)];
        return (method, path is ["public", "api", .. var rest] ? rest : path) switch
        {
            ("POST", ["v1", "scenarios", "start_run"]) => runs.Start(body),
            ("GET", ["v1", "scenarios", "runs", var id]) => runs.Get(id),
            ("POST", ["v1", "scenarios", "runs", var id, "score"]) => runs.Score(id),
            ("POST", ["v1", "scenarios", "runs", var id, "complete"]) => runs.Complete(id),
            ("GET", ["v1", "devboxes", var id]) => devboxes.Get(id),
            ("POST", ["v1", "devboxes", var id, "suspend"]) => devboxes.Suspend(id),
            ("POST", ["v1", "devboxes", var id, "resume"]) => devboxes.Resume(id),
            ("POST", ["v1", "devboxes", var id, "wait_for_status"]) => devboxes.Wait(id, body),
            ("POST", ["v1", "devboxes", var id, "snapshot_disk"]) => devboxes.Snapshot(id, body),
            ("POST", ["v1", "devboxes", var id, "shutdown"]) => devboxes.ShutDown(id),
            ("GET", ["projects", var project, "scenarios", var id]) => scenarios.Get(project, id),
            ("POST", ["projects", var project, "scenarios", var id, "run"]) => scenarios.Run(project, id),
            ("GET", ["projects", var project, "scenarios", var id, "light"]) => scenarios.Light(project, id),
            _ => Reply.NotFound,
        };
    }

    static bool TryParse(byte[] body, out JsonNode? json)
    {
        json = null;
        if (body.Length == 0)
            return true;
        try
        {
            json = JsonNode.Parse(body);
            return json is null or JsonObject;
        }
        catch (JsonException)
        {
            // The caller answers 400.
            return false;
        }
    }
}
