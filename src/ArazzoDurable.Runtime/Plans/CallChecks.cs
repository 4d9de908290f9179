using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Plans;

/// <summary>What a step passes fits the operation that it calls.</summary>
static partial class CallChecks
{
    static readonly ImmutableArray<string> Bodiless = ["GET", "HEAD", "DELETE", "TRACE"];

    /// <summary>Warns of parameters and bodies with which the call would fail, or do something that no specification defines.</summary>
    /// <param name="step">The step.</param>
    /// <param name="parameters">Its parameters, those of its workflow merged in.</param>
    /// <param name="operation">What it calls.</param>
    public static IEnumerable<Diagnostic> Check(Step step, IEnumerable<Parameter> parameters, Operation operation)
    {
        var variables = Variable().Matches(operation.PathTemplate).Select(match => match.Groups["name"].Value).ToList();
        var given = parameters.ToList();
        var passed = given.Where(parameter => parameter.In is ParameterPlace.Path or ParameterPlace.Input).Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        var without = variables.Where(variable => !passed.Contains(variable)).ToList();
        foreach (var parameter in given.Where(parameter => parameter.In is ParameterPlace.Path && !variables.Contains(parameter.Name)))
        {
            yield return Diagnostic.Warning(
                PlanCodes.UnknownPathParameter, parameter.Location,
                $"The path of {operation} has no variable '{parameter.Name}'.", Meant(parameter.Name, without));
        }
        foreach (var variable in without)
        {
            yield return Diagnostic.Warning(
                PlanCodes.MissingParameter, step.Location,
                $"The step '{step.StepId}' passes no '{variable}' for the path of {operation}; it fails before the call.", $"Add a parameter '{variable}' with 'in: path'.");
        }
        if (step.RequestBody is { } body && Bodiless.Contains(operation.Method.ToUpperInvariant()))
        {
            yield return Diagnostic.Warning(
                PlanCodes.BodyWithoutMeaning, body.Location,
                $"A {operation.Method} request has a body here; what it means is not defined, and servers may refuse it.", "Pass parameters instead.");
        }
    }

    static string? Meant(string name, List<string> variables) =>
        variables is [var only] && Letters(only) == Letters(name) ? $"Did you mean '{only}'?" : NearestNames.DidYouMean(name, variables);

    // 'pet_id' and 'petId' differ by convention only.
    static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    [GeneratedRegex(@"\{(?<name>[^{}]+)\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Variable();
}
