using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>Finds the inputs that the requests of a workflow read.</summary>
static class RequestInputs
{
    /// <summary>
    /// The names on the way to each value that is read: the input's own, and what may be the rest of it or members of it.
    /// </summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="operations">Finds the operations that its steps call.</param>
    /// <param name="all">Whether all are wanted; else those only without which a request cannot be made: in a path or a required parameter, in a longer text, or a whole body.</param>
    internal static IEnumerable<ImmutableArray<string>> Read(Workflow workflow, OperationFinder operations, bool all) =>
        Places(workflow, operations, all).Where(place => place is { Origin: Origin.Inputs, Path: [Segment.Name, ..] })
            .Select(place => place.Path.TakeWhile(segment => segment is Segment.Name).Select(segment => ((Segment.Name)segment).Text).ToImmutableArray());

    /// <summary>Whether an input is sent as it is, as a body of bytes.</summary>
    internal static bool IsBytes(Workflow workflow, string input) => workflow.Steps.Select(step => step.RequestBody).OfType<RequestBody>().Any(body =>
        body is { ContentType.Value: var type, Payload: { } payload }
        && Values.Whole(payload.Node) is { Origin: Origin.Inputs, Path: [Segment.Name(var name)] } && name == input
        && (type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) || type.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The workflow, and those that it enters with the inputs of the same names.</summary>
    internal static IReadOnlyList<(Description Description, Workflow Workflow)> Reached(Description description, Workflow workflow)
    {
        var reached = new List<(Description Description, Workflow Workflow)> { (description, workflow) };
        for (var i = 0; i < reached.Count; i++)
        {
            var next = Entered(reached[i].Workflow).Select(reached[i].Description.Find).OfType<(Description, Workflow)>();
            reached.AddRange(next.Where(other => !reached.Contains(other)).Distinct().ToList());
        }
        return reached;
    }

    // A workflow that is entered without parameters is given the inputs of the same names.
    static IEnumerable<string> Entered(Workflow workflow) => workflow.DependsOn.Select(dependency => dependency.Value)
        .Concat(workflow.Steps.Where(step => step.Parameters.IsEmpty).Select(step => step.Target).OfType<StepTarget.WorkflowId>().Select(target => target.Reference.Value))
        .Concat(workflow.Steps.SelectMany(step => step.OnSuccess.Concat(step.OnFailure)).Concat(workflow.SuccessActions).Concat(workflow.FailureActions)
            .Where(action => action.Parameters.IsEmpty).Select(action => action.WorkflowId?.Value).OfType<string>());

    static IEnumerable<Place> Places(Workflow workflow, OperationFinder operations, bool all)
    {
        var parameters =
            from step in workflow.Steps
            let operation = operations.Find(step.Target)
            from parameter in step.Parameters.Concat(workflow.Parameters)
            let isNeeded = all || parameter.In is ParameterPlace.Path || operation?.Requires(parameter) == true
            from place in isNeeded ? Values.Places(parameter.Value.Node) : InTexts(parameter.Value.Node)
            select place;
        var payloads = workflow.Steps.Select(step => step.RequestBody?.Payload?.Node).OfType<Node>()
            .SelectMany(payload => all || payload is Node.Scalar ? Values.Places(payload) : InTexts(payload));
        var replacements = workflow.Steps.SelectMany(step => step.RequestBody?.Replacements ?? [])
            .SelectMany(replacement => all ? Values.Places(replacement.Value.Node) : InTexts(replacement.Value.Node));
        return parameters.Concat(payloads).Concat(replacements);
    }

    static IEnumerable<Place> InTexts(Node node) => node switch
    {
        Node.Scalar { Value: { ValueKind: JsonValueKind.String } text } when Filling.Read(text.GetString()!) is Term.Filled filled => ConditionParts.Places(filled),
        Node.Sequence(var items, _) => items.SelectMany(InTexts),
        Node.Mapping mapping => mapping.Members.SelectMany(member => InTexts(member.Value)),
        _ => [],
    };
}
