using Microsoft.Azure.Functions.Worker;

namespace ArazzoDurable.Functions.TestHub.Worker;

/// <summary>The context of an invocation.</summary>
/// <param name="services">The services of the invocation.</param>
/// <param name="gone">Cancelled when the invocation is given up.</param>
sealed class TestFunctionContext(IServiceProvider services, CancellationToken gone) : FunctionContext
{
    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => throw Unused();

    public override TraceContext TraceContext => throw Unused();

    public override BindingContext BindingContext => throw Unused();

    public override RetryContext RetryContext => throw Unused();

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => throw Unused();

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features => throw Unused();

    public override CancellationToken CancellationToken => gone;

    static NotSupportedException Unused() => new("No function asks for this.");
}
