using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using ArazzoDurable.Runtime.Durability;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ArazzoDurable.Functions.TestHub.Instances;

/// <summary>The instances that a query is after, by pages and in no order that anybody could rely on; the first page is empty and says that there is more.</summary>
/// <param name="hub">The task hub.</param>
/// <param name="query">The query.</param>
sealed class InstancePages(TestTaskHub hub, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
{
    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        PagesAsync(continuationToken ?? query.ContinuationToken, pageSizeHint ?? query.PageSize);

    async IAsyncEnumerable<Page<OrchestrationMetadata>> PagesAsync(string? token, int size, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (token is null)
        {
            token = "0";
            yield return new Page<OrchestrationMetadata>([], token);
        }
        var ids = hub.Ids.Where(id => id.StartsWith(query.InstanceIdPrefix ?? "", StringComparison.Ordinal)).OrderBy(Shuffled, StringComparer.Ordinal).ToArray();
        for (var from = int.Parse(token, CultureInfo.InvariantCulture); from < ids.Length; from += size)
        {
            var page = new List<OrchestrationMetadata>();
            foreach (var id in ids.Skip(from).Take(size))
            {
                if (await hub.Host.Instances.GetAsync(id, cancellationToken) is { } found && Metadata(found) is { } wanted)
                    page.Add(wanted);
            }
            yield return new Page<OrchestrationMetadata>(page, from + size < ids.Length ? (from + size).ToString(CultureInfo.InvariantCulture) : null);
        }
    }

    OrchestrationMetadata? Metadata(InstanceState state)
    {
        var metadata = TestTaskClient.Metadata(hub, state, query.FetchInputsAndOutputs);
        var isWanted = query.Statuses?.Contains(metadata.RuntimeStatus) is not false
            && (query.CreatedFrom is null || state.CreatedAt >= query.CreatedFrom)
            && (query.CreatedTo is null || state.CreatedAt < query.CreatedTo);
        return isWanted ? metadata : null;
    }

    static string Shuffled(string id) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
