namespace ArazzoDurable.Runtime.Walk;

/// <summary>Who walks: one workflow of one item of a run. What an activity needs to know beside the state.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Item">The item's index, from 0.</param>
/// <param name="Generation">How often the item was started again, from 0.</param>
/// <param name="FlowId">The flow.</param>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="Path">The steps and visits by which workflows called this one, such as <c>/login#1</c>; empty at the root.</param>
/// <param name="Depth">How many workflows are above this one.</param>
/// <param name="IsWholeRun">Whether this is the root of a run of one item, so that its end is the end of the run.</param>
/// <param name="Branch">The one step of the workflow that it walks, beside others that run at the same time; null: the whole workflow.</param>
public sealed record Walker(
    string RunId,
    int Item,
    int Generation,
    string FlowId,
    string WorkflowId,
    string Path,
    int Depth,
    bool IsWholeRun,
    string? Branch = null);
