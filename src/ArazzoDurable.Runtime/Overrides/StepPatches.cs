using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Operations;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Overrides;

/// <summary>Finds the steps that a submit patches.</summary>
static class StepPatches
{
    /// <summary>How many bytes all patches of a submit may have, in canonical JSON.</summary>
    public const int MaxBytes = 64 * 1024;

    // Each attempt of each step asks for the digest of the same options.
    static readonly ConditionalWeakTable<ImmutableSortedDictionary<string, JsonElement>, string> Digests = [];

    /// <summary>Where the patch of a step stands in a submit.</summary>
    public static JsonPointer PointerTo(string given) => JsonPointer.Root.Append("overrides").Append("steps").Append(given);

    /// <summary>What sets the patched flow apart from others of its id; empty when nothing is patched.</summary>
    public static string Digest(ImmutableSortedDictionary<string, JsonElement> steps) => steps.IsEmpty ? "" : Digests.GetValue(steps, Compute);

    static string Compute(ImmutableSortedDictionary<string, JsonElement> steps) =>
        RunKeys.Digest([.. steps.SelectMany(step => new[] { step.Key, Encoding.UTF8.GetString(CanonicalJson.Write(step.Value)) })]);

    /// <summary>The patches with their steps; none and a refusal when one does not fit the flow.</summary>
    public static ImmutableArray<StepPatch> Find(FlowPlan plan, ImmutableSortedDictionary<string, JsonElement> steps, out SubmitOutcome.Refused? refused)
    {
        refused = Unkeepable(steps);
        if (refused is not null || steps.IsEmpty)
            return [];
        var known = new NamedSteps(plan);
        var found = new Dictionary<string, StepPatch>(StringComparer.Ordinal);
        foreach (var (given, value) in steps)
        {
            refused ??= Add(known, given, value, found);
        }
        return refused is null ? [.. found.Values] : [];
    }

    static SubmitOutcome.Refused? Unkeepable(ImmutableSortedDictionary<string, JsonElement> steps)
    {
        var bytes = 0;
        foreach (var (given, value) in steps)
        {
            try
            {
                bytes += Encoding.UTF8.GetByteCount(given) + CanonicalJson.Write(value).Length;
            }
            catch (ArgumentException exception)
            {
                return Refuse(given, SubmitCodes.InvalidOverride, $"The override of step '{given}' cannot be kept: {exception.Message}");
            }
            if (bytes > MaxBytes)
            {
                return Refuse(given, SubmitCodes.OverridesTooLarge,
                    $"The overrides of steps have more than the {MaxBytes} bytes that are kept with a run; pass data as inputs, and patch steps to read them.");
            }
        }
        return null;
    }

    static SubmitOutcome.Refused? Add(NamedSteps known, string given, JsonElement value, Dictionary<string, StepPatch> found)
    {
        var matching = known.Called(given);
        if (matching is not [var (workflow, step)])
            return Refuse(given, SubmitCodes.InvalidOverride, matching.IsEmpty ? Unknown(given, known) : Several(given, matching));
        var patch = new StepPatch(given, workflow, step, value);
        if (found.TryGetValue(patch.Name, out var twice))
            return Refuse(given, SubmitCodes.InvalidOverride, $"'{twice.Given}' and '{given}' are the same step; override it once.");
        if (Wrong(patch) is { } wrong)
            return Refuse(given, SubmitCodes.InvalidOverride, wrong);
        found.Add(patch.Name, patch);
        return null;
    }

    static string? Wrong(StepPatch patch)
    {
        if (patch.Value.ValueKind is not JsonValueKind.Object)
            return $"The merge patch of step '{patch.Given}' must be an object with the members to change.";
        return patch.Value.TryGetProperty("stepId", out var stepId) && !(stepId.ValueKind is JsonValueKind.String && stepId.ValueEquals(patch.Step.StepId))
            ? $"The 'stepId' of step '{patch.Given}' cannot be changed: other steps and the run's events name the step by it."
            : null;
    }

    static string Unknown(string given, NamedSteps known) =>
        $"The flow has no step '{given}' to override. "
        + (NearestNames.DidYouMean(given, known.Names) ?? "Name one as 'stepId' or 'workflowId/stepId'.");

    static string Several(string given, ImmutableArray<(WorkflowPlan Workflow, StepPlan Step)> matching) =>
        $"The flow has several steps '{given}'; name one of {string.Join(", ", matching.Select(one => $"'{StepPatch.NameOf(one.Workflow, one.Step)}'"))}.";

    static SubmitOutcome.Refused Refuse(string given, string code, string message) =>
        new(code, message, [Diagnostic.Error(code, new Location(PointerTo(given), Mark.None), message)]);
}
