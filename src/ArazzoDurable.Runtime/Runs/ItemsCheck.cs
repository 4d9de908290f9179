using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>What comes of holding the inputs of all items of a submit against the schema of the workflow that is to take them.</summary>
abstract record ItemsCheck
{
    /// <summary>They fit.</summary>
    /// <param name="Sealed">The inputs of each item, defaults filled in and secrets sealed.</param>
    public sealed record Fitting(ImmutableArray<JsonElement> Sealed) : ItemsCheck;

    /// <summary>Those of at least one item do not.</summary>
    /// <param name="Refusal">What is wrong with them; pointers are into the submit.</param>
    public sealed record Unfit(SubmitOutcome.Refused Refusal) : ItemsCheck;

    /// <summary>How many problems are told of one submit.</summary>
    public const int MostProblems = 100;

    /// <summary>Fills in defaults, checks, and seals. Stops when there are too many problems to tell.</summary>
    public static ItemsCheck Fit(WorkflowPlan workflow, RunSubmission submission, Sealer sealer, string runId)
    {
        var fitting = ImmutableArray.CreateBuilder<JsonElement>(submission.Inputs.Length);
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var (item, inputs) in submission.Inputs.Index())
        {
            switch (InputCheck.Fit(workflow, inputs, submission.Options.SecretInputs, sealer, runId))
            {
                case InputCheck.Fitting(var complete):
                    fitting.Add(complete);
                    break;
                case InputCheck.Unfit(var found):
                    problems.AddRange(found.Select(problem => problem with { Location = new Location(PointerOf(item, problem.Location.Pointer), Mark.None) }));
                    break;
            }
            if (problems.Count > MostProblems)
                break;
        }
        return problems.Count == 0 ? new Fitting(fitting.DrainToImmutable()) : new Unfit(Refuse(workflow, problems.ToImmutable()));
    }

    static SubmitOutcome.Refused Refuse(WorkflowPlan workflow, ImmutableArray<Diagnostic> problems)
    {
        var first = problems.Length > MostProblems ? string.Create(CultureInfo.InvariantCulture, $" The first {MostProblems} problems are told.") : "";
        return new SubmitOutcome.Refused(
            SubmitCodes.InvalidInputs, $"The inputs do not fit workflow '{workflow.WorkflowId}'; nothing was called.{first}", [.. problems.Take(MostProblems)]);
    }

    static JsonPointer PointerOf(int item, JsonPointer inInputs) =>
        inInputs.Tokens.Aggregate(JsonPointer.Root.Append("inputs").Append(item), (at, token) => at.Append(token));
}
