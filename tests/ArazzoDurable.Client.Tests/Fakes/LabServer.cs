using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Client.Tests.Fakes;

/// <summary>The API of the invented Acme Lab on the loopback address: every scenario has ended by the time that it is asked for, but lasting ones go on, and broken ones are unknown.</summary>
sealed class LabServer : IAsyncDisposable
{
    readonly WebApplication app;

    LabServer(WebApplication app) => this.app = app;

    public Uri Url => new($"{app.Urls.First()}/lab/api");

    /// <summary>The scenarios that are broken.</summary>
    public ConcurrentDictionary<string, bool> Broken { get; } = new(StringComparer.Ordinal);

    /// <summary>The scenarios whose runs go on until they are taken from here.</summary>
    public ConcurrentDictionary<string, bool> Lasting { get; } = new(StringComparer.Ordinal);

    /// <summary>The scenarios that were run, in the order of the calls.</summary>
    public ConcurrentQueue<string> Runs { get; } = new();

    public static async Task<LabServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new LabServer(builder.Build());
        server.Map();
        await server.app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    void Map()
    {
        const string scenario = "/lab/api/projects/{project}/scenarios/{scenario}";
        app.MapGet(scenario, context => Broken.ContainsKey(Scenario(context))
            ? Answer(context, 404, new JsonObject { ["message"] = "no such scenario" })
            : Answer(context, 200, new JsonObject { ["id"] = Scenario(context), ["title"] = "Nightly rebuild" }));
        app.MapPost($"{scenario}/runs", context =>
        {
            Runs.Enqueue(Scenario(context));
            return Answer(context, 200, new JsonObject { ["id"] = $"run_{Scenario(context)}" });
        });
        app.MapGet($"{scenario}/state", context =>
            Answer(context, 200, new JsonObject { ["running"] = Lasting.ContainsKey(Scenario(context)), ["lastRun"] = new JsonObject { ["id"] = $"run_{Scenario(context)}", ["result"] = "ok" } }));
    }

    static string Scenario(HttpContext context) => (string)context.Request.RouteValues["scenario"]!;

    static Task Answer(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }
}
