using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Operations;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Runtime.Credentials;

/// <summary>Finds, before anything is called, the operations that ask for a credential that nobody gives.</summary>
public static class MissingCredentials
{
    /// <summary>A warning for each step that calls such an operation, in the workflow and those that it may come to.</summary>
    /// <param name="plan">The flow.</param>
    /// <param name="workflow">The workflow that is to run.</param>
    /// <param name="isGiven">Whether there is a credential for this.</param>
    public static ImmutableArray<Diagnostic> Of(FlowPlan plan, WorkflowPlan workflow, Func<CredentialName, bool> isGiven) =>
    [
        .. from reached in plan.Reach(workflow)
           from step in reached.Steps
           let operation = (step.Work as StepWork.Call)?.Operation
           where operation is { Security.IsEmpty: false } && !operation.Security.Any(set => set.All(requirement => IsMet(step, operation, requirement, isGiven)))
           select Warning(step, operation, isGiven),
    ];

    static Diagnostic Warning(StepPlan step, Operation operation, Func<CredentialName, bool> isGiven)
    {
        var sets = operation.Security.Select(set => set
            .Where(requirement => !IsMet(step, operation, requirement, isGiven))
            .Select(requirement => new CredentialName(operation.Source, requirement.SchemeName)).ToImmutableArray()).ToImmutableArray();
        return Diagnostic.Warning(
            CredentialCodes.MissingCredential, step.Step.Location,
            $"The API of source '{operation.Source}' asks for a credential that was not given, so it is called without: {Or(sets, name => $"'{name}'")}.",
            $"Give it with {Or(sets, name => $"--auth {name}=VALUE")}, or pass it in the document.");
    }

    static string Or(ImmutableArray<ImmutableArray<CredentialName>> sets, Func<CredentialName, string> word) =>
        string.Join(" or ", sets.Select(set => string.Join(" and ", set.Select(word))).Distinct(StringComparer.Ordinal));

    static bool IsMet(StepPlan step, Operation operation, SecurityRequirement requirement, Func<CredentialName, bool> isGiven) =>
        isGiven(new CredentialName(operation.Source, requirement.SchemeName)) || step.Parameters.Any(parameter => Sets(parameter, requirement.Scheme));

    // A parameter without a place may be the one; nothing is said then.
    static bool Sets(ParameterPlan parameter, SecurityScheme scheme) => parameter.In is ParameterPlace.QueryString && scheme.In is ParameterPlace.Query
        || ((parameter.In == scheme.In || parameter.In is ParameterPlace.Input) && string.Equals(
            parameter.Name, scheme.Name, scheme.In is ParameterPlace.Header ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
        || (scheme.In is ParameterPlace.Cookie && parameter.In is ParameterPlace.Header && parameter.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase));
}
