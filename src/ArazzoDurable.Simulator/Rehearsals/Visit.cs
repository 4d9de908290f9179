using ArazzoDurable.Simulator.Conditions;
using ArazzoDurable.Simulator.Drafts;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>A call that a rehearsal expects, and its answer.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Entry">Which entry into a workflow it belongs to: 0 is the first.</param>
/// <param name="Step">The step.</param>
/// <param name="Turn">What the step is to come to.</param>
/// <param name="Surroundings">The values before it.</param>
/// <param name="Answer">The answer.</param>
sealed record Visit(string Workflow, int Entry, PlayedStep Step, Turn Turn, Surroundings Surroundings, Draft Answer);
