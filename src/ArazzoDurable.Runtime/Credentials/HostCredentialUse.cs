using System.Text.Json.Serialization;

namespace ArazzoDurable.Runtime.Credentials;

/// <summary>What a run may do with the credentials of its host's settings.</summary>
public enum HostCredentialUse
{
    /// <summary>Use those that name their origins, at these origins.</summary>
    [JsonStringEnumMemberName("bound")]
    Bound,

    /// <summary>Use those that name no origins too, at the servers of its flow: whoever owns the settings chose the flow.</summary>
    [JsonStringEnumMemberName("servers")]
    Servers,

    /// <summary>Use none: the APIs are simulated.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}
