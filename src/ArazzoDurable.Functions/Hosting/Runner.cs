using System.Text.Encodings.Web;
using System.Text.Json;
using ArazzoDurable.Functions.Durability;
using ArazzoDurable.Functions.Http;
using ArazzoDurable.Functions.Settings;
using ArazzoDurable.Http;
using ArazzoDurable.Runtime.Blobs;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Secrets;
using ArazzoDurable.Runtime.Walk;
using Azure.Core.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ArazzoDurable.Functions.Hosting;

/// <summary>The runner as services of a worker: everything put together, one of each for a process.</summary>
static class Runner
{
    /// <summary>The longest that a request waits: the platform breaks off after 230 s.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(200);

    /// <summary>The longest that an answer which is a stream goes on: the worker hands it over when it is whole.</summary>
    public static readonly TimeSpan LongestStream = TimeSpan.FromSeconds(25);

    /// <summary>Azure Storage takes the delays of its queues in whole seconds, and the extension cuts off what is beyond.</summary>
    static readonly TimeSpan WholeSeconds = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How the worker writes and reads payloads, which the runner hands it as JSON: as deep as they may be, and with the letters of every script
    /// as they are, for a payload's size is counted.
    /// </summary>
    public static ObjectSerializer Serializer { get; } = new JsonObjectSerializer(new JsonSerializerOptions
    {
        MaxDepth = RuntimeJson.Default.Options.MaxDepth,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Adds the runner, which stands on the <see cref="IRunStore"/> and the <see cref="IEventLog"/> among the services.</summary>
    public static IServiceCollection AddRunner(this IServiceCollection services, FunctionsSettings settings)
    {
        services.AddSingleton(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<BoundClient>();
        services.AddSingleton<IInstances, DurableInstances>();
        services.AddSingleton<IFlowStore>(provider => new StoredFlows(provider.GetRequiredService<IRunStore>()));
        services.AddSingleton(provider => new BlobStore(provider.GetRequiredService<IRunStore>()));
        services.AddSingleton<FaultLog>();
        services.AddSingleton(_ => GuardedHttp.CreateHandler(settings.AllowedHosts));
        services.AddSingleton(provider => new HttpCaller(provider.GetRequiredService<HttpMessageHandler>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => Engine(provider, settings));
        services.AddSingleton(provider => Api(provider, settings));
        services.AddSingleton<ApiBridge>();
        return services;
    }

    static RunEngine Engine(IServiceProvider provider, FunctionsSettings settings)
    {
        var store = provider.GetRequiredService<IRunStore>();
        var walk = new WalkServices(
            new FlowPlans(provider.GetRequiredService<IFlowStore>()),
            new RunRecords(store),
            new RunValues(store),
            new RunLog(provider.GetRequiredService<IEventLog>()),
            new Sealer(settings.Keys),
            PollingPolicy.Default,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<FaultLog>())
        {
            Credentials = settings.Credentials,
            TimerEarliness = settings.TimersAreExact ? TimeSpan.Zero : WholeSeconds,
        };
        return new RunEngine(
            walk, provider.GetRequiredService<IInstances>(), new StepSender(walk, provider.GetRequiredService<HttpCaller>(), CallLimits.Default, store));
    }

    static ArazzoApi Api(IServiceProvider provider, FunctionsSettings settings)
    {
        var services = new ApiServices(
            provider.GetRequiredService<RunEngine>().Runs,
            provider.GetRequiredService<IFlowStore>(),
            provider.GetRequiredService<IInstances>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<FaultLog>().Failed)
        {
            Blobs = provider.GetRequiredService<BlobStore>(),
        };
        return new ArazzoApi(services, new ApiSettings
        {
            AllowServerOverrides = settings.AllowServerOverrides,
            RevealSecrets = settings.RevealSecrets,
            TellStatusQueryUri = settings.TellStatusQueryUri,
            LongestWait = LongestWait,
            LongestStream = LongestStream,
            StreamsAreBuffered = true,
            // A limit of one worker among many says nothing; the platform in front has its own.
            RequestsPerSecond = 0,
        });
    }
}
