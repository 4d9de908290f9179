using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Runtime.Overrides;

/// <summary>What came of the overrides of steps that a submit asks for.</summary>
abstract record StepOverrides
{
    /// <summary>The flow as the run walks it.</summary>
    /// <param name="Plan">The plan, patched.</param>
    /// <param name="Options">The options, with the full names of the steps.</param>
    public sealed record Applied(FlowPlan Plan, RunOptions Options) : StepOverrides;

    /// <summary>They do not fit the flow.</summary>
    /// <param name="Outcome">Why.</param>
    public sealed record Refused(SubmitOutcome.Refused Outcome) : StepOverrides;

    /// <summary>Applies the overrides of steps in the options of a submit to its flow.</summary>
    /// <param name="plans">The flows.</param>
    /// <param name="plan">The flow as it is stored.</param>
    /// <param name="options">The options as they were sent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<StepOverrides> ApplyAsync(FlowPlans plans, FlowPlan plan, RunOptions options, CancellationToken cancellationToken)
    {
        if (options.Steps.IsEmpty)
            return new Applied(plan, options);
        var patches = StepPatches.Find(plan, options.Steps, out var refused);
        if (refused is not null)
            return new Refused(refused);
        var settled = options with { Steps = patches.ToImmutableSortedDictionary(patch => patch.Name, patch => patch.Value, StringComparer.Ordinal) };
        var patched = await plans.PatchAsync(plan, settled, patches, cancellationToken);
        return patched.Plan is { } walked ? new Applied(walked, settled) : new Refused(Refusal(patches, patched.Errors));
    }

    static SubmitOutcome.Refused Refusal(ImmutableArray<StepPatch> patches, ImmutableArray<Diagnostic> errors) => new(
        SubmitCodes.InvalidOverride,
        $"The flow cannot run with these overrides: {errors[0].Message} Nothing was called.",
        [.. errors.Take(ItemsCheck.MostProblems).Select(error => InSubmit(patches, error))]);

    /// <summary>What is wrong in a patched step is told where the patch stands; what it breaks elsewhere, where that is in the description.</summary>
    static Diagnostic InSubmit(ImmutableArray<StepPatch> patches, Diagnostic error) =>
        patches.Select(patch => patch.InSubmit(error.Source ?? "", error.Location.Pointer)).FirstOrDefault(pointer => pointer is not null) is { } pointer
            ? error with { Location = new Location(pointer, Mark.None), Source = null }
            : error;
}
