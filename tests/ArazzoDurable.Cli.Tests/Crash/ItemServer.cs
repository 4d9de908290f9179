using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Cli.Tests.Crash;

/// <summary>
/// A server on loopback whose items are placed, looked at until they are ready, and confirmed. It knows the calls that change something by
/// their <c>Idempotency-Key</c>, as a careful API does, and writes down each call that arrives.
/// </summary>
sealed class ItemServer : IAsyncDisposable
{
    readonly WebApplication app;
    readonly Lock gate = new();
    readonly List<(string Path, string Key)> arrived = [];
    readonly Dictionary<string, int> looks = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> answers = new(StringComparer.Ordinal);
    readonly HashSet<string> failed = new(StringComparer.Ordinal);

    ItemServer()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(async context =>
        {
            var (status, body) = Answer(context.Request.Path.Value!, context.Request.Headers["Idempotency-Key"].ToString());
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body);
        });
    }

    public Uri Url => new(app.Urls.First());

    /// <summary>Whether the first confirmation of an item fails.</summary>
    public Func<string, bool> FailsFirst { get; init; } = _ => false;

    /// <summary>The calls that arrived, in their order, with their idempotency keys.</summary>
    public IReadOnlyList<(string Path, string Key)> Arrived
    {
        get
        {
            lock (gate)
                return [.. arrived];
        }
    }

    public static async Task<ItemServer> StartAsync(Func<string, bool>? failsFirst = null)
    {
        var server = new ItemServer { FailsFirst = failsFirst ?? (_ => false) };
        await server.app.StartAsync();
        return server;
    }

    /// <summary>After how many looks an item is ready.</summary>
    public static int LooksOf(int item) => 2 + (item % 2);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    (int Status, string Body) Answer(string path, string key)
    {
        var (item, call) = path.Split('/') is ["", var run, var number, var what] ? ($"{run}/{number}", (what, Number: int.Parse(number, System.Globalization.CultureInfo.InvariantCulture))) : throw new ArgumentException(path);
        lock (gate)
        {
            arrived.Add((path, key));
            if (call.what == "look")
            {
                looks[item] = looks.GetValueOrDefault(item) + 1;
                return (200, $$"""{"running": {{(looks[item] < LooksOf(call.Number) ? "true" : "false")}}}""");
            }
            if (!answers.TryGetValue(key, out var status))
                answers[key] = status = call.what == "confirm" && FailsFirst(path) && failed.Add(path) ? 500 : 200;
            return (status, $$"""{"path": "{{path}}"}""");
        }
    }
}
