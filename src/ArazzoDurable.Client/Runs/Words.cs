using ArazzoDurable.Runtime.Items;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Client.Runs;

/// <summary>States as they are written in a query.</summary>
static class Words
{
    public static string Of(RunState status) => status switch
    {
        RunState.Pending => "pending",
        RunState.Running => "running",
        RunState.Suspended => "suspended",
        RunState.Success => "success",
        RunState.Failed => "failed",
        RunState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Of(ItemStatus status) => status switch
    {
        ItemStatus.Pending => "pending",
        ItemStatus.Running => "running",
        ItemStatus.Success => "success",
        ItemStatus.Failed => "failed",
        ItemStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
