using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Cli.Tests.Crash;

/// <summary>
/// A server on loopback that takes orders. It answers none before three are under way at the same time; then all but those for
/// <c>/three</c>, which have to wait until they are let go.
/// </summary>
sealed class OrderServer : IAsyncDisposable
{
    readonly WebApplication app;
    readonly TaskCompletionSource together = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource third = new(TaskCreationOptions.RunContinuationsAsynchronously);

    OrderServer()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(async context =>
        {
            var path = context.Request.Path.Value!;
            Orders.Enqueue((path, context.Request.Headers["Idempotency-Key"].ToString()));
            if (Orders.Count >= 3)
                together.TrySetResult();
            await together.Task.WaitAsync(context.RequestAborted);
            if (path == "/three")
                await third.Task.WaitAsync(context.RequestAborted);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync($$"""{"id":"{{path[1..]}}"}""");
        });
    }

    public Uri Url => new(app.Urls.First());

    /// <summary>The orders that came, with their idempotency keys.</summary>
    public ConcurrentQueue<(string Path, string Key)> Orders { get; } = new();

    public static async Task<OrderServer> StartAsync()
    {
        var server = new OrderServer();
        await server.app.StartAsync();
        return server;
    }

    public void LetThirdGo() => third.TrySetResult();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
