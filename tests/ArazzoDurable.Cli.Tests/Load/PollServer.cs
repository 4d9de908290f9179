using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Cli.Tests.Load;

/// <summary>A server on loopback that says "running" a number of times, and then "done"; it notes when it was asked.</summary>
sealed class PollServer : IAsyncDisposable
{
    readonly WebApplication app;
    readonly List<long> asked = [];

    PollServer(int polls, Func<Task> onPoll)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(async context =>
        {
            asked.Add(Stopwatch.GetTimestamp());
            await onPoll();
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(asked.Count < polls ? """{"running":true}""" : """{"running":false}""");
        });
    }

    public Uri Url => new(app.Urls.First());

    /// <summary>How long each iteration took, from one request to the next.</summary>
    public ImmutableArray<TimeSpan> Iterations => [.. asked.Zip(asked.Skip(1), Stopwatch.GetElapsedTime)];

    public static async Task<PollServer> StartAsync(int polls, Func<Task> onPoll)
    {
        var server = new PollServer(polls, onPoll);
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
