using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Http.Instances;

/// <summary>The instances that are told of. Those of a deleted run are there until its purge has come to them, and are not told of.</summary>
sealed class VisibleInstances(ApiServices services)
{
    /// <summary>An instance; null when there is none, or none that is told of.</summary>
    public async Task<InstanceState?> FindAsync(string instanceId, CancellationToken cancellationToken) =>
        await services.Instances.GetAsync(instanceId, cancellationToken) is { } instance && await IsVisibleAsync(instance, cancellationToken) ? instance : null;

    /// <summary>Those of some instances that are told of.</summary>
    public async Task<List<InstanceState>> OfAsync(IEnumerable<InstanceState> instances, CancellationToken cancellationToken)
    {
        var visible = new List<InstanceState>();
        foreach (var instance in instances)
        {
            if (await IsVisibleAsync(instance, cancellationToken))
                visible.Add(instance);
        }
        return visible;
    }

    async Task<bool> IsVisibleAsync(InstanceState instance, CancellationToken cancellationToken) =>
        !await services.Runs.IsOfDeletedRunAsync(instance.InstanceId, cancellationToken);
}
