using ArazzoDurable.Cli.Hosting;
using ArazzoDurable.Http;
using ArazzoDurable.Runtime.Walk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Cli.Serve;

/// <summary>Carries out <c>arazzo serve</c>.</summary>
/// <param name="io">What it reads from and writes to.</param>
/// <param name="request">What was asked for.</param>
sealed class ServeExecution(CommandIo io, ServeRequest request)
{
    static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(5);

    // Requests are answered side by side, and each writes its line whole.
    readonly TextWriter log = TextWriter.Synchronized(io.Error);

    /// <summary>Serves until it is told to stop.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var host = await LocalHost.OpenAsync(new LocalHostOptions
        {
            DataFolder = request.DataFolder,
            Holder = "arazzo serve",
            AllowedHosts = request.AllowList,
            SecretKey = io.Environment(SharedOptions.SecretKeyVariable),
            Credentials = EnvironmentCredentials.Read(io, mustNameOrigins: true),
            Observer = new FaultsOnly(Failed),
        }, cancellationToken);
        var services = new ApiServices(host.Runs, host.Flows, host.Instances, TimeProvider.System, Failed)
        {
            Blobs = host.Blobs,
            Administration = host.Administration,
        };
        var settings = new ApiSettings
        {
            ApiKey = request.ApiKey,
            AllowServerOverrides = request.AllowServerOverrides,
            RequestsPerSecond = request.RateLimit,
            RequestBurst = Math.Max(1, request.RateLimit),
        };
        await using var app = Build(new RequestBridge(new ArazzoApi(services, settings), isOpen: request.ApiKey is null, log, TimeProvider.System, cancellationToken));
        await ListenAsync(app, cancellationToken);
        var left = await host.RecoverAsync(null, cancellationToken);
        if (left.Count > 0)
            await log.WriteLineAsync(left.Count == 1 ? $"run {left[0].RunId} goes on" : $"{left.Count} runs go on");
        foreach (var url in app.Urls)
            await log.WriteLineAsync($"listening on {url}");
        await UntilCancelledAsync(cancellationToken);
        await StopAsync(app);
        await log.WriteLineAsync("stopped; what was running goes on when 'arazzo serve' is started again");
        return ExitCodes.Success;
    }

    WebApplication Build(RequestBridge bridge)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(request.Urls);
        // The API has a limit of its own and says so in its answer; the server's would break off without one.
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.AddSingleton<IHostLifetime>(new OwnersLifetime());
        var app = builder.Build();
        app.Run(bridge.HandleAsync);
        return app;
    }

    async Task ListenAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException failure)
        {
            throw new CommandFailedException(
                $"'{request.Urls}' cannot be listened at: {failure.Message} Choose another address with --urls, port 0 for any that is free.");
        }
    }

    static async Task UntilCancelledAsync(CancellationToken cancellationToken)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(stop.SetResult);
        await stop.Task;
    }

    // Requests that wait for a run would wait on; after this time they are broken off.
    static async Task StopAsync(WebApplication app)
    {
        using var patience = new CancellationTokenSource(ShutdownTime);
        await app.StopAsync(patience.Token);
    }

    void Failed(Exception exception)
    {
        log.WriteLine($"arazzo: internal error: {exception.GetType().Name}: {exception.Message}");
        if (io.Environment(ArazzoCommand.DebugVariable) == "1")
            log.WriteLine(exception);
    }

    /// <summary>Says nothing of walks, of which the API tells, but when the runner gives way.</summary>
    sealed class FaultsOnly(Action<Exception> failed) : IWalkObserver
    {
        public void Observe(WalkEvent happened)
        {
            if (happened is WalkEvent.Faulted faulted)
                failed(faulted.Exception);
        }
    }

    /// <summary>Signals belong to the program.</summary>
    sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
