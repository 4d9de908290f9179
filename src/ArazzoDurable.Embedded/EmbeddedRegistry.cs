using System.Text.Json;
using ArazzoDurable.Embedded.Execution;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded;

/// <summary>The orchestrations and activities that a host can run, by name. It is filled before a host is opened with it.</summary>
public sealed class EmbeddedRegistry
{
    readonly Dictionary<string, OrchestrationBody> orchestrations = new(StringComparer.Ordinal);
    readonly Dictionary<string, ActivityBody> activities = new(StringComparer.Ordinal);

    /// <summary>Adds an orchestration. Its code is replayed: it uses its context and nothing else.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <returns>This registry.</returns>
    public EmbeddedRegistry AddOrchestration<TInput, TOutput>(string name, Func<IOrchestrationContext, TInput, Task<TOutput>> body)
    {
        orchestrations.Add(name, RunAsync);
        return this;

        async Task<byte[]> RunAsync(IOrchestrationContext context, byte[] input, JsonSerializerOptions options) =>
            Payload.Write(await body(context, Payload.Read<TInput>(input, options)), options);
    }

    /// <summary>Adds an activity: work in the world outside, done at least once. Its token is cancelled when the host closes and its grace is over.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <returns>This registry.</returns>
    public EmbeddedRegistry AddActivity<TInput, TOutput>(string name, Func<TInput, CancellationToken, Task<TOutput>> body)
    {
        activities.Add(name, RunAsync);
        return this;

        async Task<byte[]> RunAsync(byte[] input, JsonSerializerOptions options, CancellationToken cancellationToken) =>
            Payload.Write(await body(Payload.Read<TInput>(input, options), cancellationToken), options);
    }

    internal OrchestrationBody? FindOrchestration(string name) => orchestrations.GetValueOrDefault(name);

    internal ActivityBody? FindActivity(string name) => activities.GetValueOrDefault(name);
}

delegate Task<byte[]> OrchestrationBody(IOrchestrationContext context, byte[] input, JsonSerializerOptions options);

delegate Task<byte[]> ActivityBody(byte[] input, JsonSerializerOptions options, CancellationToken cancellationToken);
