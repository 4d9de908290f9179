using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ArazzoDurable.Functions.TestHub.Worker;

/// <summary>A function, known by nothing but its attributes, and run as the worker runs it.</summary>
sealed class FunctionMethod
{
    readonly MethodInfo method;
    readonly ParameterInfo trigger;

    FunctionMethod(MethodInfo method)
    {
        this.method = method;
        trigger = method.GetParameters().Single(parameter => parameter.GetCustomAttribute<TriggerBindingAttribute>() is not null);
    }

    /// <summary>Its name.</summary>
    public string Name => method.GetCustomAttribute<FunctionAttribute>()!.Name;

    /// <summary>What sets it off.</summary>
    public TriggerBindingAttribute Trigger => trigger.GetCustomAttribute<TriggerBindingAttribute>()!;

    /// <summary>The type of what it is given by its trigger.</summary>
    public Type TriggerType => trigger.ParameterType;

    /// <summary>The class that it is a method of.</summary>
    public Type DeclaringType => method.DeclaringType!;

    /// <summary>Whether it binds the durable client.</summary>
    public bool BindsClient => method.GetParameters().Any(IsClient);

    /// <summary>The functions of an assembly.</summary>
    public static IReadOnlyList<FunctionMethod> Of(Assembly assembly) =>
    [
        .. from type in assembly.GetExportedTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           where method.GetCustomAttribute<FunctionAttribute>() is not null
           select new FunctionMethod(method),
    ];

    /// <summary>Runs it.</summary>
    /// <param name="services">The services of the invocation.</param>
    /// <param name="given">What the trigger gives.</param>
    /// <param name="client">The durable client, for those who bind it.</param>
    /// <param name="gone">Cancelled when the invocation is given up.</param>
    public async Task<object?> RunAsync(IServiceProvider services, object? given, DurableTaskClient client, CancellationToken gone)
    {
        var instance = method.IsStatic ? null : ActivatorUtilities.CreateInstance(services, DeclaringType);
        var arguments = method.GetParameters().Select(parameter => Bind(parameter, services, given, client, gone)).ToArray();
        var task = (Task)method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null)!;
        await task;
        return method.ReturnType.IsGenericType ? task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task) : null;
    }

    object? Bind(ParameterInfo parameter, IServiceProvider services, object? given, DurableTaskClient client, CancellationToken gone) => parameter switch
    {
        _ when parameter == trigger => given,
        _ when IsClient(parameter) => client,
        { ParameterType: var type } when type == typeof(FunctionContext) => new TestFunctionContext(services, gone),
        { ParameterType: var type } when type == typeof(CancellationToken) => gone,
        _ => throw new InvalidOperationException($"The worker binds nothing to the parameter '{parameter.Name}' of the function {Name}."),
    };

    static bool IsClient(ParameterInfo parameter) => parameter.GetCustomAttribute<DurableClientAttribute>() is not null;
}
