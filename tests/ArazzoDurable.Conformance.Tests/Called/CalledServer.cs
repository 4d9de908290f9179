using System.Collections.Immutable;
using System.Net;
using System.Text;
using ArazzoDurable.Conformance.Tests.Exchange;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Conformance.Tests.Called;

/// <summary>A server at 127.0.0.1 that runs call, for every <c>https://NAME.example.com</c> of a flow's documents.</summary>
sealed class CalledServer : IAsyncDisposable
{
    readonly WebApplication app;
    readonly Func<CalledRequest, Task<CalledAnswer>> answer;
    readonly List<CalledRequest> requests = [];
    readonly List<(int Count, TaskCompletionSource Reached)> awaited = [];
    readonly Lock gate = new();

    CalledServer(Func<CalledRequest, Task<CalledAnswer>> answer)
    {
        this.answer = answer;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(HandleAsync);
    }

    /// <summary>Its address, without a slash at the end.</summary>
    public string Url => app.Urls.First().TrimEnd('/');

    /// <summary>The requests so far.</summary>
    public ImmutableArray<CalledRequest> Requests
    {
        get
        {
            lock (gate)
                return [.. requests];
        }
    }

    /// <summary>Starts a server.</summary>
    public static async Task<CalledServer> StartAsync(Func<CalledRequest, Task<CalledAnswer>> answer)
    {
        var server = new CalledServer(answer);
        await server.app.StartAsync();
        return server;
    }

    /// <summary>Starts a server that answers at once.</summary>
    public static Task<CalledServer> StartAsync(Func<CalledRequest, CalledAnswer> answer) => StartAsync(request => Task.FromResult(answer(request)));

    /// <summary>Starts a server that gives these answers in their order, and the last one ever again.</summary>
    public static Task<CalledServer> StartAsync(params CalledAnswer[] answers)
    {
        var asked = 0;
        return StartAsync(_ => answers[Math.Min(Interlocked.Increment(ref asked), answers.Length) - 1]);
    }

    /// <summary>Ends when so many requests have come.</summary>
    public Task WhenCalledAsync(int count)
    {
        lock (gate)
        {
            if (requests.Count >= count)
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((count, reached));
            return reached.Task.WaitAsync(TimeSpan.FromSeconds(HostClient.Patience));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    async Task HandleAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var request = new CalledRequest(
            context.Request.Method, Original(context.Features.Get<IHttpRequestFeature>()!.RawTarget),
            context.Request.Headers.ToImmutableDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            buffer.Length == 0 ? null : Encoding.UTF8.GetString(buffer.ToArray()));
        Take(request);
        var given = await answer(request);
        context.Response.StatusCode = given.Status;
        foreach (var (name, value) in given.Headers)
            context.Response.Headers.Append(name, value);
        if (given.Body is not { } body)
            return;
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.ContentType = given.ContentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    void Take(CalledRequest request)
    {
        lock (gate)
        {
            requests.Add(request);
            foreach (var (_, reached) in awaited.Where(each => requests.Count >= each.Count))
                reached.TrySetResult();
        }
    }

    static string Original(string target) => target[1..].Split('/', 2) is [var name, var rest] ? $"https://{name}.example.com/{rest}" : $"https://{target[1..]}.example.com";
}
