using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Schemas;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>What comes of holding the inputs of all items of a submit against the schema of the workflow that is to take them.</summary>
public abstract record ItemsCheck
{
    /// <summary>They fit.</summary>
    /// <param name="Sealed">The inputs of each item, defaults filled in and secrets sealed.</param>
    public sealed record Fitting(ImmutableArray<JsonElement> Sealed) : ItemsCheck;

    /// <summary>Those of at least one item do not.</summary>
    /// <param name="Refusal">What is wrong with them; pointers are into the submit.</param>
    public sealed record Unfit(SubmitOutcome.Refused Refusal) : ItemsCheck;

    /// <summary>How many problems are told of one submit.</summary>
    public const int MostProblems = 100;

    /// <summary>How many applications of a schema to a place the check of all items of a submit may take.</summary>
    /// <value>20,000,000: what 10,000 items with 1,000 values each take, and four that take all that one may.</value>
    public const int MaxApplications = 20_000_000;

    /// <summary>Fills in defaults, checks, and seals. Stops when there are too many problems to tell, or it takes too much.</summary>
    public static ItemsCheck Fit(WorkflowPlan workflow, RunSubmission submission, Sealer sealer, string runId, CancellationToken cancellationToken) =>
        Fit(workflow, submission, sealer, runId, new SchemaAllowance(MaxApplications), cancellationToken);

    /// <summary>Fills in defaults, checks, and seals, under an allowance of the caller's own.</summary>
    public static ItemsCheck Fit(
        WorkflowPlan workflow, RunSubmission submission, Sealer sealer, string runId, SchemaAllowance allowance, CancellationToken cancellationToken)
    {
        var fitting = ImmutableArray.CreateBuilder<JsonElement>(submission.Inputs.Length);
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var (item, inputs) in submission.Inputs.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var check = InputCheck.Fit(workflow, inputs, submission.Options.SecretInputs, sealer, runId, allowance);
            if (allowance.IsExceeded)
                return new Unfit(TooCostly(item, submission.Inputs.Length));
            switch (check)
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

    static SubmitOutcome.Refused TooCostly(int item, int items)
    {
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"To check the inputs of {items} items takes more than {MaxApplications} applications of a schema; submit them as several runs, or simplify the schema. Nothing was called.");
        return new SubmitOutcome.Refused(
            SubmitCodes.InputsTooCostly, message, [Diagnostic.Error(SubmitCodes.InputsTooCostly, new Location(PointerOf(item, JsonPointer.Root), Mark.None), message)]);
    }

    static JsonPointer PointerOf(int item, JsonPointer inInputs) =>
        inInputs.Tokens.Aggregate(JsonPointer.Root.Append("inputs").Append(item), (at, token) => at.Append(token));
}
