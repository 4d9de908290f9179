using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Cli.Tests.Protocol;

/// <summary>A server on loopback that says back the name it is asked with and the path; it leaves <c>hold</c> without an answer until it is told, and refuses <c>fail</c>, and <c>once-…</c> the first time.</summary>
sealed class EchoServer : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentDictionary<string, bool> refused = new(StringComparer.Ordinal);
    readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    EchoServer()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public Uri Url => new(app.Urls.First());

    public static async Task<EchoServer> StartAsync()
    {
        var server = new EchoServer();
        await server.app.StartAsync();
        return server;
    }

    /// <summary>Has what was held answered, and holds nothing any more.</summary>
    public void Release() => released.TrySetResult();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    async Task AnswerAsync(HttpContext context)
    {
        var name = context.Request.Query["name"].ToString();
        if (name == "hold")
        {
            var gone = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(gone.SetResult);
            if (await Task.WhenAny(gone.Task, released.Task) == gone.Task)
                return;
        }
        context.Response.StatusCode = name == "fail" || (name.StartsWith("once-", StringComparison.Ordinal) && refused.TryAdd(name, true)) ? 422 : 200;
        await context.Response.WriteAsJsonAsync(JsonSerializer.SerializeToElement(new { name, path = context.Request.Path.Value }));
    }
}
