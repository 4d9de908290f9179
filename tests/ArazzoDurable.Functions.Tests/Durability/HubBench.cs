using System.Text.Json;
using ArazzoDurable.Functions.Durability;
using ArazzoDurable.Functions.TestHub.Instances;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Orchestrations;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ArazzoDurable.Functions.Tests.Durability;

/// <summary>A task hub with orchestrations of a test's own, and the instances of it as the engine sees them.</summary>
sealed class HubBench : IAsyncDisposable
{
    readonly DirectoryInfo folder;

    HubBench(DirectoryInfo folder, TestTaskHub hub, bool honoursDedupe)
    {
        (this.folder, Hub, Client) = (folder, hub, new TestTaskClient(hub) { HonoursDedupe = honoursDedupe });
        var bound = new BoundClient();
        bound.Use(Client);
        Instances = new DurableInstances(bound, TimeProvider.System);
    }

    public TestTaskHub Hub { get; }

    public TestTaskClient Client { get; }

    public IInstances Instances { get; }

    /// <summary>Opens it with <c>Echo</c>, which ends with its input; <c>Wait</c>, which ends with the event <c>go</c>; <c>Break</c>, which fails; and a further one.</summary>
    /// <param name="other">What <c>Other</c> does.</param>
    /// <param name="activity">What the activities <c>Act</c> and <c>Step</c> do.</param>
    /// <param name="honoursDedupe">Whether the hub looks at the statuses that are in the way of a start.</param>
    /// <param name="timersFireEarly">Whether timers fire as those of Azure Storage do.</param>
    public static async Task<HubBench> OpenAsync(
        Func<TaskOrchestrationContext, Task<object?>>? other = null, Func<JsonElement, CancellationToken, Task<object?>>? activity = null,
        bool honoursDedupe = false, bool timersFireEarly = false)
    {
        var folder = Directory.CreateTempSubdirectory("arazzo-hub-");
        var orchestrators = new Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>>(StringComparer.Ordinal)
        {
            ["Echo"] = context => Task.FromResult<object?>(context.GetInput<JsonElement>()),
            ["Wait"] = async context => await context.WaitForExternalEvent<string>("go"),
            ["Break"] = _ => throw new InvalidOperationException("It broke."),
            ["Other"] = other ?? (_ => Task.FromResult<object?>(null)),
        };
        var activities = new Dictionary<string, Func<JsonElement, CancellationToken, Task<object?>>>(StringComparer.Ordinal)
        {
            ["Act"] = activity ?? ((_, _) => Task.FromResult<object?>(null)),
            [WorkflowOrchestration.StepActivityName] = activity ?? ((_, _) => Task.FromResult<object?>(null)),
        };
        return new HubBench(folder, await TestTaskHub.OpenAsync(folder.FullName, TimeProvider.System, orchestrators, activities, timersFireEarly), honoursDedupe);
    }

    public Task<bool> ScheduleAsync(string orchestration, string id, string input = "in") => Instances.ScheduleAsync(orchestration, id, input, default);

    public Task<InstanceState?> EndAsync(string id) => Instances.WaitForCompletionAsync(id, default).WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>What an instance ended with that hands its payload on.</summary>
    public async Task<string?> TextAsync(string id) => Payload.Read<string>((await EndAsync(id))!.Output!.Value);

    /// <summary>Looks at an instance, without its inputs and outputs, until it is so.</summary>
    public async Task UntilAsync(string id, Predicate<OrchestrationMetadata?> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!isSo(await Client.GetInstanceAsync(id, cancellation: patience.Token)))
            await Task.Delay(10, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Client.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
