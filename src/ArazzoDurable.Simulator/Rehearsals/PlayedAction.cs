using ArazzoDurable.Language.Documents;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>An action as the simulator reads it.</summary>
/// <param name="Action">The action.</param>
/// <param name="Criteria">What must hold for it to be taken.</param>
/// <param name="Target">The position of the step that it names; null when it names none, or one that is not there.</param>
/// <param name="Workflow">The workflow that it names, by its id among those of all descriptions; null when it names none, or one that is not there.</param>
/// <param name="IsOwn">Whether it stands at the step itself, not at the workflow.</param>
sealed record PlayedAction(StepAction Action, Condition Criteria, int? Target, string? Workflow, bool IsOwn)
{
    // Arazzo 1.0.1, Failure Action Object: without a limit one retry is made.
    const int DefaultLimit = 1;

    /// <summary>How often it may be taken in one visit.</summary>
    internal int Limit => Action.Kind is ActionKind.Retry ? Action.RetryLimit ?? DefaultLimit : int.MaxValue;

    /// <summary>Whether it goes back to the step at <paramref name="index"/> or an earlier one.</summary>
    internal bool ReEnters(int index) => Action.Kind switch
    {
        ActionKind.Retry => Limit > 0,
        ActionKind.Goto => Target <= index,
        _ => false,
    };
}
