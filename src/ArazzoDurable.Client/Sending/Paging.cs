using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace ArazzoDurable.Client.Sending;

/// <summary>Follows the pages of a listing.</summary>
static class Paging
{
    /// <summary>All entries, page by page, each asked for when it is come to.</summary>
    /// <param name="sender">Sends.</param>
    /// <param name="call">The call of the page that a token names; of the first one by null.</param>
    /// <param name="type">How a page is read.</param>
    /// <param name="open">The entries of a page, and the token of the next one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async IAsyncEnumerable<TEntry> FollowAsync<TPage, TEntry>(
        ApiSender sender, Func<string?, ApiCall> call, JsonTypeInfo<TPage> type, Func<TPage, (IReadOnlyList<TEntry> Entries, string? Next)> open,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            var asked = token;
            IReadOnlyList<TEntry> entries;
            (entries, token) = open(await sender.AskAsync(call(asked), type, cancellationToken).ConfigureAwait(false));
            foreach (var entry in entries)
                yield return entry;
            if (token is not null && token == asked)
                throw new ArazzoApiException(200, ArazzoApiException.UnreadableAnswer, "The server named a page of the listing as the one that follows it.");
        }
        while (token is not null);
    }
}
