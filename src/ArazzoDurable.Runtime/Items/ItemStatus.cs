using System.Text.Json.Serialization;

namespace ArazzoDurable.Runtime.Items;

/// <summary>Where an item of a run stands.</summary>
public enum ItemStatus
{
    /// <summary>It has not begun.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>It is at work, or held while its run is suspended.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Its workflow reached its end.</summary>
    [JsonStringEnumMemberName("success")]
    Success,

    /// <summary>Its workflow failed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It was cancelled.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
