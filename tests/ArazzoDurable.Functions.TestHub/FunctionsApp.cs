using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using ArazzoDurable.Functions.Hosting;
using ArazzoDurable.Functions.Settings;
using ArazzoDurable.Functions.TestHub.Instances;
using ArazzoDurable.Functions.TestHub.Requests;
using ArazzoDurable.Functions.TestHub.Worker;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Functions.TestHub;

/// <summary>
/// The app as the Functions runtime runs it: services as the program makes them, every function found by its attributes and given what they
/// ask for. The task hub and what stands in for Blob Storage are those of an embedded host.
/// </summary>
sealed class FunctionsApp : IAsyncDisposable
{
    readonly FunctionsAppOptions options;
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("arazzo-functions-");
    readonly LogLines log = new();
    readonly ConcurrentDictionary<string, bool> ran = new(StringComparer.Ordinal);
    ServiceProvider services = null!;

    FunctionsApp(FunctionsAppOptions options) => this.options = options;

    /// <summary>All functions of the app.</summary>
    public static IReadOnlyList<FunctionMethod> Functions { get; } = FunctionMethod.Of(typeof(Runner).Assembly);

    /// <summary>Those of them that requests set off.</summary>
    public static IReadOnlyList<HttpFunction> HttpFunctions { get; } =
    [
        .. from function in Functions
           let trigger = function.Trigger as HttpTriggerAttribute
           where trigger is not null
           let answering = new HttpFunction(function, trigger)
           orderby answering.Literals descending
           select answering,
    ];

    /// <summary>The task hub.</summary>
    public TestTaskHub Hub { get; private set; } = null!;

    /// <summary>The durable client that functions bind.</summary>
    public TestTaskClient TaskClient { get; private set; } = null!;

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => services;

    /// <summary>The names of the functions that were run so far.</summary>
    public IEnumerable<string> Ran => ran.Keys;

    /// <summary>What the app wrote to its log.</summary>
    public IEnumerable<LogLine> Log => log.All;

    /// <summary>Asks the app over HTTP, with the key of its functions if it has one.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>Starts the app.</summary>
    public static async Task<FunctionsApp> StartAsync(FunctionsAppOptions? options = null)
    {
        var app = new FunctionsApp(options ?? new FunctionsAppOptions());
        app.Hub = await TestTaskHub.OpenAsync(app.folder.FullName, app.options.HubTime, app.Orchestrators(), app.Activities(), app.options.TimersFireEarly);
        app.TaskClient = new TestTaskClient(app.Hub);
        app.services = app.BuildServices();
        app.Client = new HttpClient(new FunctionsHandler(app)) { BaseAddress = new Uri("https://app.test"), Timeout = TimeSpan.FromMinutes(5) };
        if (app.options.FunctionKey is { } key)
            app.Client.DefaultRequestHeaders.Add("x-functions-key", key);
        return app;
    }

    /// <summary>Has the timer go off that a function waits for.</summary>
    public Task RingAsync(string function) =>
        RunAsync(Functions.Single(each => each.Name == function && each.Trigger is TimerTriggerAttribute), new TimerInfo(), default);

    /// <summary>Has the function answer that such a request sets off; 404 as the runtime says it when there is none, and 401 when the key is missing.</summary>
    public async Task<HttpResponseData> AnswerAsync(
        string method, Uri url, IEnumerable<KeyValuePair<string, string>> headers, byte[] body, CancellationToken gone)
    {
        var request = new TestHttpRequest(new TestFunctionContext(services, gone), method, url, headers, body);
        if (HttpFunctions.FirstOrDefault(function => function.Fits(method, url)) is not { } answering)
            return Platform(request, HttpStatusCode.NotFound);
        if (options.FunctionKey is { } key && answering.Level is not AuthorizationLevel.Anonymous && !Carries(request, key))
            return Platform(request, HttpStatusCode.Unauthorized);
        return (HttpResponseData)(await RunAsync(answering.Function, request, gone))!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Hub.DisposeAsync();
        await services.DisposeAsync();
        log.Dispose();
        folder.Delete(recursive: true);
        if (Hub.Breaches.Any())
            throw new InvalidOperationException($"The Durable Task extension would not have put up with this: {string.Join(" ", Hub.Breaches)}");
    }

    Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> Orchestrators() => Functions.Where(function => function.Trigger is OrchestrationTriggerAttribute)
        .ToDictionary<FunctionMethod, string, Func<TaskOrchestrationContext, Task<object?>>>(
            function => function.Name, function => context => Noted(function).RunAsync(services, context, TaskClient, CancellationToken.None), StringComparer.Ordinal);

    Dictionary<string, Func<JsonElement, CancellationToken, Task<object?>>> Activities() => Functions.Where(function => function.Trigger is ActivityTriggerAttribute)
        .ToDictionary<FunctionMethod, string, Func<JsonElement, CancellationToken, Task<object?>>>(
            function => function.Name, function => (input, cancelled) => RunAsync(function, Payloads.Read(input, function.TriggerType), cancelled), StringComparer.Ordinal);

    /// <summary>Each invocation has a scope of its own.</summary>
    async Task<object?> RunAsync(FunctionMethod function, object? given, CancellationToken gone)
    {
        await using var fresh = options.HasFreshWorkers ? BuildServices() : null;
        await using var scope = (fresh ?? services).CreateAsyncScope();
        return await Noted(function).RunAsync(scope.ServiceProvider, given, TaskClient, gone);
    }

    FunctionMethod Noted(FunctionMethod function)
    {
        ran.TryAdd(function.Name, true);
        return function;
    }

    ServiceProvider BuildServices()
    {
        var settings = FunctionsSettings.Read(options.Settings, out var problems) ?? throw new ArgumentException(string.Join(" ", problems));
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.AddProvider(log));
        collection.AddSingleton(options.Time);
        collection.AddRunner(settings);
        collection.AddSingleton(Hub.Host.RunStore);
        collection.AddSingleton(Hub.Host.EventLog);
        options.Configure(collection);
        return collection.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    static bool Carries(HttpRequestData request, string key) =>
        (request.Headers.TryGetValues("x-functions-key", out var sent) && sent.Contains(key, StringComparer.Ordinal))
        || request.Url.Query.TrimStart('?').Split('&').Contains($"code={key}", StringComparer.Ordinal);

    static HttpResponseData Platform(HttpRequestData request, HttpStatusCode status)
    {
        var answer = request.CreateResponse();
        answer.StatusCode = status;
        return answer;
    }
}
