using System.Collections.Immutable;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>A workflow as the simulator reads it.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="DependsOn">The workflows of the same document that run before it.</param>
/// <param name="Steps">Its steps.</param>
sealed record PlayedWorkflow(Workflow Workflow, ImmutableArray<string> DependsOn, ImmutableArray<PlayedStep> Steps);
