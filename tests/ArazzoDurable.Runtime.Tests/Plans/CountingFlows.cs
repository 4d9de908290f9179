using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Runtime.Tests.Plans;

/// <summary>A flow store that counts its reads: one for each compilation.</summary>
sealed class CountingFlows(IFlowStore flows) : IFlowStore
{
    int reads;

    public int Reads => reads;

    /// <summary>What a read waits for.</summary>
    public Task Opened { get; init; } = Task.CompletedTask;

    public Task<bool> PutAsync(FlowBundle bundle, CancellationToken cancellationToken) => flows.PutAsync(bundle, cancellationToken);

    public async Task<FlowBundle?> GetAsync(FlowId id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        await Opened;
        return await flows.GetAsync(id, cancellationToken);
    }

    public Task<FlowPage> ListAsync(int top, string? continuationToken, CancellationToken cancellationToken) => flows.ListAsync(top, continuationToken, cancellationToken);
}
