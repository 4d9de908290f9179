using Microsoft.DurableTask.Client;

namespace ArazzoDurable.Functions.Durability;

/// <summary>
/// The client of the task hub. The extension hands one to each function that binds it, and to nobody else; all speak to the same hub, so that
/// the last one serves all.
/// </summary>
public sealed class BoundClient
{
    DurableTaskClient? last;

    /// <summary>The client that was bound last.</summary>
    /// <exception cref="InvalidOperationException">No function has bound one yet.</exception>
    public DurableTaskClient Current =>
        Volatile.Read(ref last) ?? throw new InvalidOperationException("No function of this worker has bound a durable client yet: [DurableClient] is missing.");

    /// <summary>Takes a client that was bound.</summary>
    public void Use(DurableTaskClient client) => Volatile.Write(ref last, client);
}
