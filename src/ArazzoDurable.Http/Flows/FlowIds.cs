using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Http.Flows;

/// <summary>The ids of flows in requests: with or without <c>sha256:</c>, in upper or lower case.</summary>
static class FlowIds
{
    /// <summary>What they look like, for a message.</summary>
    public const string Form = "'sha256:' and 64 hexadecimal digits";

    public static FlowId? Parse(string text) => FlowId.TryParse(text, out var id) ? id : null;
}
