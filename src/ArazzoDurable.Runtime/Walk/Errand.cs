using System.Text.Json.Serialization;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Why a workflow was entered as a child, and so what its return means.</summary>
public enum Errand
{
    /// <summary>A step of the walk is that workflow.</summary>
    [JsonStringEnumMemberName("step")]
    Step,

    /// <summary>An action went there for good: its end is the end.</summary>
    [JsonStringEnumMemberName("goto")]
    Goto,

    /// <summary>A retry asked for it first; the visit goes on after it.</summary>
    [JsonStringEnumMemberName("detour")]
    Detour,

    /// <summary>The workflow depends on it.</summary>
    [JsonStringEnumMemberName("dependency")]
    Dependency,
}
