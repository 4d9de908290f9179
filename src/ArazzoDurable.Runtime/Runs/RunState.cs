using System.Text.Json.Serialization;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Where a run stands.</summary>
public enum RunState
{
    /// <summary>Accepted, and not yet begun.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>At work, or waiting.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Held by its owner.</summary>
    [JsonStringEnumMemberName("suspended")]
    Suspended,

    /// <summary>Ended, every item successfully.</summary>
    [JsonStringEnumMemberName("success")]
    Success,

    /// <summary>Ended, at least one item failed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Ended by its owner.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
