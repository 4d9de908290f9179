using System.Collections.Immutable;

namespace ArazzoDurable.Runtime.Durability;

/// <summary>
/// What whoever runs a host may do to any of its instances. It stands behind the built-in HTTP endpoint; runs are steered by the flag in
/// their record, and never by this. A host whose platform brings that endpoint does not supply it.
/// </summary>
public interface IInstanceAdministration
{
    /// <summary>Instances in the order of their ids.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="after">The last id of the page before; null for the first page.</param>
    /// <param name="top">How many at the most, from 1. A page may be shorter and still have a next one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<InstancePage> ListAsync(InstanceFilter filter, string? after, int top, CancellationToken cancellationToken);

    /// <summary>
    /// Gives an instance a command, which is not handed on to its children. When this returns, it is durable. A running activity is not
    /// stopped: that of a suspended instance counts once it is resumed, that of a terminated one is dropped.
    /// </summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="command">What to do.</param>
    /// <param name="reason">Why, which is its output from then on until it ends by itself; null leaves the output, and of one that is terminated none.</param>
    /// <param name="cancellationToken">Gives up waiting; the command may be carried out all the same.</param>
    /// <returns>Whether there is such an instance, and it had not ended.</returns>
    Task<bool> CommandAsync(string instanceId, InstanceCommand command, string? reason, CancellationToken cancellationToken);

    /// <summary>Removes instances with all that is kept of them; those that have not ended, and those whose parent has not, are left as they are.</summary>
    /// <param name="instanceIds">The instances.</param>
    /// <param name="cancellationToken">Gives up waiting; they may be removed all the same.</param>
    /// <returns>How many were removed.</returns>
    Task<int> PurgeAsync(ImmutableArray<string> instanceIds, CancellationToken cancellationToken);
}
