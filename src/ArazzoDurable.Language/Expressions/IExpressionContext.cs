using System.Text.Json;

namespace ArazzoDurable.Language.Expressions;

/// <summary>
/// What runtime expressions read from (Arazzo 1.0.1, Runtime Expressions). Each member is null while there is nothing to read:
/// no response yet, a step that did not run. Values may hold sealed secrets at any depth; whoever uses a value opens it first.
/// </summary>
public interface IExpressionContext
{
    /// <summary><c>$url</c>: the whole URL of the request.</summary>
    string? Url { get; }

    /// <summary><c>$method</c>: the method of the request.</summary>
    string? Method { get; }

    /// <summary><c>$statusCode</c>: the status of the response.</summary>
    int? StatusCode { get; }

    /// <summary><c>$inputs</c>: the workflow's inputs.</summary>
    JsonElement? Inputs { get; }

    /// <summary><c>$outputs</c>: the outputs of the workflow, or in a workflow step those of its callee.</summary>
    JsonElement? Outputs { get; }

    /// <summary><c>$request.body</c>.</summary>
    JsonElement? RequestBody { get; }

    /// <summary><c>$response.body</c>: parsed when it is JSON, else a string.</summary>
    JsonElement? ResponseBody { get; }

    /// <summary><c>$self</c> (1.1).</summary>
    string? Self { get; }

    /// <summary><c>$request.header.name</c>; the name ignores case.</summary>
    string? RequestHeader(string name);

    /// <summary><c>$request.query.name</c>.</summary>
    JsonElement? RequestQuery(string name);

    /// <summary><c>$request.path.name</c>.</summary>
    JsonElement? RequestPath(string name);

    /// <summary><c>$response.header.name</c>; the name ignores case.</summary>
    string? ResponseHeader(string name);

    /// <summary>The outputs of a step of this workflow, an object.</summary>
    JsonElement? StepOutputs(string stepId);

    /// <summary>The inputs that a workflow was last run with in this run, an object.</summary>
    JsonElement? WorkflowInputs(string workflowId);

    /// <summary>The outputs of a workflow that was run in this run, an object.</summary>
    JsonElement? WorkflowOutputs(string workflowId);

    /// <summary>The outputs of a workflow of another description that was run in this run, an object.</summary>
    /// <param name="source">The name of the source description.</param>
    /// <param name="workflowId">The workflow's id in that description.</param>
    JsonElement? WorkflowOutputs(string source, string workflowId) => null;

    /// <summary><c>$sourceDescriptions.name.field</c>: a field of a source description, such as <c>url</c>.</summary>
    string? Source(string name, string field);

    /// <summary>The value with every sealed secret in it opened; secret when there was one.</summary>
    Evaluation Open(JsonElement value);
}
