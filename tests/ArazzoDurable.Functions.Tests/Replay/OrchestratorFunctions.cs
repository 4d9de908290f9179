using System.Reflection;
using ArazzoDurable.Functions.Orchestrators;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>The orchestrator functions of the app, by the names that the extension calls them by.</summary>
static class OrchestratorFunctions
{
    static readonly Dictionary<string, MethodInfo> ByName = typeof(RunOrchestrators).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
        .ToDictionary(method => method.GetCustomAttribute<FunctionAttribute>()!.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>Calls a function; its result comes as a payload.</summary>
    public static async Task<string> RunAsync(string name, TaskOrchestrationContext context)
    {
        var running = (Task)ByName[name].Invoke(null, BindingFlags.DoNotWrapExceptions, null, [context], null)!;
        await running;
        return Payload.Write(running.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(running));
    }
}
