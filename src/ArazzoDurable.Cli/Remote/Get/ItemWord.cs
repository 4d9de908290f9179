using ArazzoDurable.Runtime.Items;

namespace ArazzoDurable.Cli.Remote.Get;

/// <summary>Where an item stands, as a word of the API.</summary>
static class ItemWord
{
    /// <summary>All words.</summary>
    public static string[] All { get; } = [.. Enum.GetValues<ItemStatus>().Select(Of)];

    /// <summary>The word.</summary>
    public static string Of(ItemStatus status) => status switch
    {
        ItemStatus.Pending => "pending",
        ItemStatus.Running => "running",
        ItemStatus.Success => "success",
        ItemStatus.Failed => "failed",
        ItemStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>What a word of <see cref="All"/> means; null for none.</summary>
    public static ItemStatus? Read(string? word) => word is null ? null : Enum.GetValues<ItemStatus>().First(status => Of(status) == word);
}
