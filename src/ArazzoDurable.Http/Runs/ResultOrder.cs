namespace ArazzoDurable.Http.Runs;

/// <summary>The order of the results in a run status.</summary>
enum ResultOrder
{
    /// <summary>As the items were submitted.</summary>
    ByIndex,

    /// <summary>As the items ended.</summary>
    ByCompletion,
}
