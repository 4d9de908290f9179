namespace ArazzoDurable.Client.Runs;

/// <summary>In which order results are told.</summary>
public enum ResultOrder
{
    /// <summary>In the order of the inputs.</summary>
    ByIndex,

    /// <summary>In the order in which the items ended.</summary>
    ByCompletion,
}
