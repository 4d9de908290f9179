using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Cli.Tests.Protocol;

/// <summary>A server on loopback that says back the name it is asked with and the path; it leaves <c>hold</c> without an answer, and refuses <c>fail</c>.</summary>
sealed class EchoServer : IAsyncDisposable
{
    readonly WebApplication app;

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

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    static async Task AnswerAsync(HttpContext context)
    {
        var name = context.Request.Query["name"].ToString();
        if (name == "hold")
        {
            var gone = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
            return;
        }
        context.Response.StatusCode = name == "fail" ? 422 : 200;
        await context.Response.WriteAsJsonAsync(JsonSerializer.SerializeToElement(new { name, path = context.Request.Path.Value }));
    }
}
