using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Validation;

/// <summary>A list has each parameter once, and each says where it goes if and only if it goes to an operation.</summary>
static class ParameterRules
{
    public static void CheckWorkflow(Scope scope, Workflow workflow)
    {
        CheckUnique(scope, workflow.Parameters);
        var operation = workflow.Steps.FirstOrDefault(step => step.Target is not StepTarget.WorkflowId && step.Target.Reference.Value.Length > 0);
        if (operation is null)
            return;
        foreach (var parameter in workflow.Parameters.Where(parameter => parameter.In == ParameterPlace.Input))
            WarnWithoutPlace(scope, parameter, $"the step '{operation.StepId}' calls an operation");
    }

    public static void CheckStep(Scope scope, Workflow workflow, Step step)
    {
        CheckUnique(scope, step.Parameters);
        if (step.Target is StepTarget.WorkflowId)
        {
            CheckInputs(scope, step.Parameters);
        }
        else if (step.Target.Reference.Value.Length > 0)
        {
            CheckPlaces(scope, step);
            CheckQueryString(scope, [.. step.Parameters, .. workflow.Parameters]);
        }
    }

    /// <summary>Parameters of an action are the inputs of the workflow that it goes to.</summary>
    public static void CheckAction(Scope scope, StepAction action)
    {
        CheckUnique(scope, action.Parameters);
        CheckInputs(scope, action.Parameters);
    }

    static void CheckUnique(Scope scope, ImmutableArray<Parameter> parameters)
    {
        var first = new Dictionary<(string, ParameterPlace), Location>();
        var headers = new Dictionary<string, Location>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in parameters)
        {
            var key = (parameter.Name, parameter.In);
            if (parameter.Name.Length == 0 || first.TryAdd(key, parameter.Location))
            {
                CheckHeader(scope, parameter, headers);
                continue;
            }
            scope.Error(
                DiagnosticCodes.DuplicateParameter,
                parameter.Location,
                $"The parameter '{parameter.Name}' is given twice for the same place; the first is at {first[key].Mark}.",
                "Remove one of them.");
        }
    }

    static void CheckHeader(Scope scope, Parameter parameter, Dictionary<string, Location> headers)
    {
        if (parameter.In != ParameterPlace.Header || headers.TryAdd(parameter.Name, parameter.Location))
            return;
        scope.Warn(
            DiagnosticCodes.DuplicateParameter,
            parameter.Location,
            $"The header '{parameter.Name}' is given twice, for the names of headers are the same in any case; the first is at {headers[parameter.Name].Mark}.",
            "Remove one of them.");
    }

    static void CheckInputs(Scope scope, ImmutableArray<Parameter> parameters)
    {
        // A component may serve operations too, so its place says nothing about this use.
        foreach (var parameter in parameters.Where(parameter => parameter is { In: not ParameterPlace.Input, Reference: null }))
        {
            scope.Warn(
                DiagnosticCodes.IgnoredMember,
                parameter.Location.At("in"),
                $"The parameter '{parameter.Name}' is an input of a workflow; its 'in' is ignored.",
                "Leave 'in' out.");
        }
    }

    static void CheckPlaces(Scope scope, Step step)
    {
        foreach (var parameter in step.Parameters.Where(parameter => parameter.In == ParameterPlace.Input))
        {
            if (parameter.Reference is not null)
                WarnWithoutPlace(scope, parameter, "this step calls an operation");
            else
                scope.Error(DiagnosticCodes.MissingMember, parameter.Location, "A parameter of an operation must have 'in', but there is none.", "Write where it goes: path, query, header or cookie.");
        }
    }

    static void CheckQueryString(Scope scope, ImmutableArray<Parameter> parameters)
    {
        if (parameters.FirstOrDefault(parameter => parameter.In == ParameterPlace.QueryString) is not { } whole)
            return;
        if (parameters.FirstOrDefault(parameter => !ReferenceEquals(parameter, whole) && parameter.In is ParameterPlace.Query or ParameterPlace.QueryString && parameter.Name != whole.Name) is not { } part)
            return;
        scope.Warn(
            DiagnosticCodes.QueryStringNotAlone,
            whole.Location,
            $"'{whole.Name}' is the whole query string, but '{part.Name}' is to go into the query too.",
            "Write one or the other.");
    }

    static void WarnWithoutPlace(Scope scope, Parameter parameter, string because) => scope.Warn(
        DiagnosticCodes.ParameterWithoutPlace,
        parameter.Location,
        $"The parameter '{parameter.Name}' does not say where it goes, but {because}.",
        "Add 'in' to it.");
}
