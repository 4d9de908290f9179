namespace ArazzoDurable.Runtime.Runs;

/// <summary>What came of the look at a run that has not ended and may stand still.</summary>
enum Recovery
{
    /// <summary>It goes on by itself.</summary>
    NotNeeded,

    /// <summary>It stood still, and goes on.</summary>
    SetGoing,

    /// <summary>It could not be seen to; the operator was told.</summary>
    Failed,
}
