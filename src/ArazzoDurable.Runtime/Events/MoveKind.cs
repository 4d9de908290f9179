using System.Text.Json.Serialization;

namespace ArazzoDurable.Runtime.Events;

/// <summary>What comes after an attempt of a step.</summary>
public enum MoveKind
{
    /// <summary>Another step, or several at the same time.</summary>
    [JsonStringEnumMemberName("step")]
    Step,

    /// <summary>Another attempt of the same visit.</summary>
    [JsonStringEnumMemberName("retry")]
    Retry,

    /// <summary>A workflow is entered.</summary>
    [JsonStringEnumMemberName("workflow")]
    Workflow,

    /// <summary>The walk of this workflow ends.</summary>
    [JsonStringEnumMemberName("end")]
    End,
}
