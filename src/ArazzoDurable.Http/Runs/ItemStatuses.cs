using ArazzoDurable.Runtime.Items;

namespace ArazzoDurable.Http.Runs;

/// <summary>The names of item states in requests: those that they have in answers.</summary>
static class ItemStatuses
{
    /// <summary>The names, for a message.</summary>
    public const string Names = "one of pending, running, success, failed, cancelled";

    public static ItemStatus? Parse(string text) => text switch
    {
        "pending" => ItemStatus.Pending,
        "running" => ItemStatus.Running,
        "success" => ItemStatus.Success,
        "failed" => ItemStatus.Failed,
        "cancelled" => ItemStatus.Cancelled,
        _ => null,
    };
}
