using System.Globalization;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Events;

/// <summary>Which attempt of which visit of which step an event is about.</summary>
/// <param name="ItemIndex">The item, from 0.</param>
/// <param name="Generation">How often the item was started again, from 0.</param>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="Path">The steps and visits by which workflows called this one; empty at the root.</param>
/// <param name="StepId">The step.</param>
/// <param name="Visit">Which visit of the step, from 1.</param>
/// <param name="Attempt">Which attempt of the visit, from 1.</param>
public sealed record StepVisit(int ItemIndex, int Generation, string WorkflowId, string Path, string StepId, int Visit, int Attempt)
{
    /// <summary>The visit that a walker makes.</summary>
    public static StepVisit Of(Walker walker, string stepId, int visit, int attempt) =>
        new(walker.Item, walker.Generation, walker.WorkflowId, walker.Path, stepId, visit, attempt);

    /// <summary>A key for an event about this attempt: the same whenever it is made.</summary>
    internal string Key(string what) => RunKeys.Digest(
        what, Number(Generation), Path, StepId, Number(Visit), Number(Attempt));

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
