using System.Collections.Immutable;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Graphs;

/// <summary>A workflow that is drawn.</summary>
/// <param name="Id">Its id in the graph's description or flow.</param>
/// <param name="Workflow">The workflow.</param>
/// <param name="Targets">The ids of the workflows that it names, where they are not as it writes them.</param>
sealed record DrawnWorkflow(string Id, Workflow Workflow, ImmutableDictionary<string, string> Targets);
