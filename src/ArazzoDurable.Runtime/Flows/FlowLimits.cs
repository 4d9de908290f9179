namespace ArazzoDurable.Runtime.Flows;

/// <summary>How much descriptions may bring along that stand among the sources of others.</summary>
static class FlowLimits
{
    /// <summary>How many documents the descriptions among the sources may name in all; what stands twice counts once.</summary>
    public const int Documents = 64;

    /// <summary>How many names may lead to a document.</summary>
    public const int Nesting = 8;
}
