using System.Text.Json.Serialization;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>What a run's owner wants of it.</summary>
public enum RunControl
{
    /// <summary>It goes on.</summary>
    [JsonStringEnumMemberName("run")]
    Run,

    /// <summary>It makes no call until it is resumed.</summary>
    [JsonStringEnumMemberName("suspended")]
    Suspended,

    /// <summary>It makes no more calls.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
