namespace ArazzoDurable.Language.Documents;

/// <summary>What an action does.</summary>
public enum ActionKind
{
    /// <summary>Ends the workflow.</summary>
    End,

    /// <summary>Goes on at another step or workflow, and does not return.</summary>
    Goto,

    /// <summary>Does the step again.</summary>
    Retry,
}
