using System.Reflection;
using ArazzoDurable.Functions.Activities;
using ArazzoDurable.Functions.Durability;
using ArazzoDurable.Runtime.Runs;
using Microsoft.Azure.Functions.Worker;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>The activity functions of the app, called as the worker calls them: by name, with payloads.</summary>
/// <param name="engine">The engine that they stand on.</param>
sealed class ActivityFunctions(RunEngine engine)
{
    static readonly Dictionary<string, MethodInfo> ByName = typeof(RunActivities).GetMethods()
        .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
        .ToDictionary(method => method.GetCustomAttribute<FunctionAttribute>()!.Name, StringComparer.Ordinal);

    readonly RunActivities functions = new(engine, new BoundClient());

    /// <summary>Runs one; gives its result as the worker sends it, written by the type that it has.</summary>
    public async Task<string> RunAsync(string name, string input)
    {
        var method = ByName[name];
        var arguments = method.GetParameters().Select(parameter => Argument(parameter, input)).ToArray();
        var running = (Task)method.Invoke(functions, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        await running;
        return Payload.Write(running.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(running));
    }

    static object? Argument(ParameterInfo parameter, string input) =>
        parameter.GetCustomAttribute<ActivityTriggerAttribute>() is not null ? Payload.Read(input, parameter.ParameterType)
        : parameter.ParameterType == typeof(FunctionContext) ? new PlayedFunctionContext()
        // The engine has its instances already.
        : null;

    sealed class PlayedFunctionContext : FunctionContext
    {
        public override string InvocationId => throw new NotSupportedException();

        public override string FunctionId => throw new NotSupportedException();

        public override TraceContext TraceContext => throw new NotSupportedException();

        public override BindingContext BindingContext => throw new NotSupportedException();

        public override RetryContext RetryContext => throw new NotSupportedException();

        public override IServiceProvider InstanceServices { get; set; } = null!;

        public override FunctionDefinition FunctionDefinition => throw new NotSupportedException();

        public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

        public override IInvocationFeatures Features => throw new NotSupportedException();
    }
}
