namespace ArazzoDurable.Simulator.Conditions;

/// <summary>Where a value of a condition comes from (Arazzo 1.0.1, Runtime Expressions).</summary>
abstract record Origin
{
    /// <summary>The status of the response: <c>$statusCode</c>.</summary>
    internal sealed record Status : Origin;

    /// <summary>The body of the response: <c>$response.body</c>.</summary>
    internal sealed record Body : Origin;

    /// <summary>A header of the response: <c>$response.header.Name</c>.</summary>
    internal sealed record Header(string Name) : Origin;

    /// <summary>The value that a filter looks at: <c>@</c>.</summary>
    internal sealed record Item : Origin;

    /// <summary>The inputs of the workflow: <c>$inputs</c>.</summary>
    internal sealed record Inputs : Origin;

    /// <summary>The outputs of a step: <c>$steps.id.outputs</c>.</summary>
    internal sealed record StepOutputs(string StepId) : Origin;

    /// <summary>The outputs of a workflow: <c>$workflows.id.outputs</c>.</summary>
    internal sealed record WorkflowOutputs(string WorkflowId) : Origin;

    /// <summary>The outputs of a workflow of a source: <c>$sourceDescriptions.name.id.outputs</c>.</summary>
    internal sealed record SourceWorkflowOutputs(string Source, string WorkflowId) : Origin;

    /// <summary>The inputs that a workflow was given: <c>$workflows.id.inputs</c>.</summary>
    internal sealed record WorkflowInputs(string WorkflowId) : Origin;

    /// <summary>The outputs of the workflow that a step has run: <c>$outputs</c>.</summary>
    internal sealed record Outputs : Origin;

    /// <summary>What the request had in its path, its query, its headers or its body: <c>$request.query.name</c>.</summary>
    internal sealed record Request(string Part) : Origin;

    /// <summary>The method of the request: <c>$method</c>.</summary>
    internal sealed record Method : Origin;

    /// <summary>What the simulator has no value for.</summary>
    internal sealed record Elsewhere(string Text) : Origin;
}
