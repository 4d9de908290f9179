using System.Collections.Immutable;
using System.Threading.Channels;
using ArazzoDurable.Simulator.Answers;
using ArazzoDurable.Simulator.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Simulator;

/// <summary>
/// Plays the APIs behind a flow over HTTP: several OpenAPI documents, each below the name of its source. Without a scenario the answers lead
/// the workflows of a <see cref="SimulatorOptions.Rehearsal"/> to their ends. What neither of them says is answered with the example of the lowest 2xx response, or else with a value made from its schema. An unsafe call that repeats its
/// <c>Idempotency-Key</c> on the same path gets its first answer again; the last 10,000 are remembered. No credentials are asked for.
/// </summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    const int KeptCalls = 10_000;

    readonly SimulatorOptions options;
    readonly Simulation simulation;
    readonly WebApplication app;
    readonly Channel<SimulatedCall> calls = Channel.CreateBounded<SimulatedCall>(
        new BoundedChannelOptions(KeptCalls) { FullMode = BoundedChannelFullMode.DropOldest });

    SimulatorServer(SimulatorOptions options)
    {
        this.options = options;
        simulation = new Simulation(options);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(options.Listen);
        builder.Services.AddSingleton<IHostLifetime>(new OwnersLifetime());
        app = builder.Build();
        app.Run(HandleAsync);
    }

    /// <summary>The base URL of each source, without a slash at its end: the OpenAPI document's paths stand below it, its servers' base paths do not.</summary>
    public IReadOnlyDictionary<string, Uri> Urls { get; private set; } = ImmutableDictionary<string, Uri>.Empty;

    /// <summary>Starts the server and returns when it accepts requests.</summary>
    /// <exception cref="IOException">The address is in use.</exception>
    public static async Task<SimulatorServer> StartAsync(SimulatorOptions options, CancellationToken cancellationToken = default)
    {
        var server = new SimulatorServer(options);
        try
        {
            await server.app.StartAsync(cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
        var address = Reachable(server.app.Urls.First());
        server.Urls = options.Sources.Keys.ToImmutableDictionary(name => name, name => new Uri($"{address}/{Uri.EscapeDataString(name)}"), StringComparer.Ordinal);
        return server;
    }

    /// <summary>The calls in their order, each given to one reader only; it ends when the server is disposed. Up to 10,000 wait for a reader, then the oldest are dropped.</summary>
    public IAsyncEnumerable<SimulatedCall> ReadCallsAsync(CancellationToken cancellationToken = default) => calls.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Stops the server; requests in flight are broken off.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        calls.Writer.TryComplete();
        await app.DisposeAsync();
    }

    // A server that listens at every address is reached at the loopback one.
    static string Reachable(string address) => address.TrimEnd('/')
        .Replace("://[::]:", "://127.0.0.1:", StringComparison.Ordinal)
        .Replace("://0.0.0.0:", "://127.0.0.1:", StringComparison.Ordinal);

    async Task HandleAsync(HttpContext context)
    {
        var request = await ReceivedRequest.ReadAsync(context);
        var exchange = simulation.Answer(request);
        var answer = exchange.Answer;
        calls.Writer.TryWrite(new SimulatedCall(
            options.TimeProvider.GetUtcNow(), exchange.Source, request.Method, request.Target, exchange.Operation, answer.Status, exchange.Replayed)
        {
            Route = exchange.Route,
            Missing = exchange.Missing,
        });
        if (answer.Delay > TimeSpan.Zero)
            await Task.Delay(answer.Delay, options.TimeProvider, context.RequestAborted);
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = HeaderText.Of(value);
        if (answer.ContentType is null || answer.Status is 204 or 205 or 304)
            return;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        if (request.Method != "HEAD")
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    // Signals belong to the program that the server is part of.
    sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
