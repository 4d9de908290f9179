using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Runtime.Overrides;

/// <summary>A patch of a step of a flow.</summary>
/// <param name="Given">How the submit names the step.</param>
/// <param name="Workflow">The step's workflow.</param>
/// <param name="Step">The step.</param>
/// <param name="Value">The merge patch.</param>
sealed record StepPatch(string Given, WorkflowPlan Workflow, StepPlan Step, JsonElement Value)
{
    /// <summary>The name of the step in the flow.</summary>
    public string Name => NameOf(Workflow, Step);

    /// <summary>The path of the description that it stands in; empty for the root.</summary>
    public string Path => Workflow.Description.Path;

    /// <summary>Where the step stands in its description.</summary>
    public JsonPointer Place => Step.Step.Location.Pointer;

    /// <summary>The name of a step in a flow: <c>workflowId/stepId</c>.</summary>
    public static string NameOf(WorkflowPlan workflow, StepPlan step) => $"{workflow.WorkflowId}/{step.StepId}";

    /// <summary>Where in the submit a place of the patched description comes from; null when it is not of this step.</summary>
    public JsonPointer? InSubmit(string path, JsonPointer place)
    {
        var (step, tokens) = (Place.Tokens, place.Tokens);
        if (path != Path || tokens.Length < step.Length || !tokens[..step.Length].SequenceEqual(step, StringComparer.Ordinal))
            return null;
        return tokens[step.Length..].Aggregate(StepPatches.PointerTo(Given).Append("value"), (at, token) => at.Append(token));
    }
}
