using System.Text.Json.Serialization;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>How an item ended.</summary>
public enum ItemOutcome
{
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
