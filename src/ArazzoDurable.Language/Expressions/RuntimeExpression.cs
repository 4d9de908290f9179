using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Expressions;

/// <summary>
/// A parsed runtime expression (Arazzo 1.1.0, Runtime Expressions). Beyond the grammar it may go on with properties and indexes,
/// <c>$response.body.items[0].name</c>, as the specification's own examples do. Names may hold dots, so the longest declared name is
/// taken first, and what follows are properties; a name that is not declared is looked up the same way when it is evaluated.
/// </summary>
/// <param name="Text">The expression as it is written, without braces.</param>
public abstract record RuntimeExpression(string Text)
{
    /// <summary><c>$url</c>.</summary>
    /// <param name="Text">The expression as it is written.</param>
    public sealed record Url(string Text) : RuntimeExpression(Text);

    /// <summary><c>$method</c>.</summary>
    /// <param name="Text">The expression as it is written.</param>
    public sealed record Method(string Text) : RuntimeExpression(Text);

    /// <summary><c>$statusCode</c>.</summary>
    /// <param name="Text">The expression as it is written.</param>
    public sealed record StatusCode(string Text) : RuntimeExpression(Text);

    /// <summary><c>$self</c> (1.1).</summary>
    /// <param name="Text">The expression as it is written.</param>
    public sealed record Self(string Text) : RuntimeExpression(Text);

    /// <summary><c>$request.header.name</c>.</summary>
    /// <param name="Text">The expression as it is written.</param>
    /// <param name="Name">The name of the header, in any case.</param>
    public sealed record RequestHeader(string Text, string Name) : RuntimeExpression(Text);

    /// <summary><c>$request.query.name</c>.</summary>
    /// <param name="Text">The expression as it is written.</param>
    /// <param name="Name">The name of the parameter.</param>
    public sealed record RequestQuery(string Text, string Name) : RuntimeExpression(Text);

    /// <summary><c>$request.path.name</c>.</summary>
    /// <param name="Text">The expression as it is written.</param>
    /// <param name="Name">The name of the parameter.</param>
    public sealed record RequestPath(string Text, string Name) : RuntimeExpression(Text);

    /// <summary><c>$request.body</c>.</summary>
    /// <param name="Text">The expression as it is written.</param>
    /// <param name="Path">What of it; the root for all.</param>
    public sealed record RequestBody(string Text, JsonPointer Path) : RuntimeExpression(Text);

    /// <summary><c>$response.header.name</c>.</summary>
    /// <param name="Text">The expression as it is written.</param>
    /// <param name="Name">The name of the header, in any case.</param>
    public sealed record ResponseHeader(string Text, string Name) : RuntimeExpression(Text);

    /// <summary><c>$response.body</c>.</summary>
    /// <param name="Text">The expression as it is written.</param>
    /// <param name="Path">What of it; the root for all.</param>
    public sealed record ResponseBody(string Text, JsonPointer Path) : RuntimeExpression(Text);

    /// <summary><c>$inputs.name</c>.</summary>
    /// <param name="Text">The expression as it is written.</param>
    /// <param name="Name">The name of the input.</param>
    /// <param name="Path">What of it; the root for all.</param>
    public sealed record Inputs(string Text, string Name, JsonPointer Path) : RuntimeExpression(Text);

    /// <summary><c>$outputs.name</c>.</summary>
    /// <param name="Text">The expression as it is written.</param>
    /// <param name="Name">The name of the output.</param>
    /// <param name="Path">What of it; the root for all.</param>
    public sealed record Outputs(string Text, string Name, JsonPointer Path) : RuntimeExpression(Text);

    /// <summary><c>$steps.stepId.outputs.name</c>.</summary>
    /// <param name="Text">The expression as it is written.</param>
    /// <param name="StepId">The step.</param>
    /// <param name="Name">The name of the output.</param>
    /// <param name="Path">What of it; the root for all.</param>
    public sealed record StepOutputs(string Text, string StepId, string Name, JsonPointer Path) : RuntimeExpression(Text);

    /// <summary><c>$workflows.workflowId.inputs.name</c>.</summary>
    /// <param name="Text">The expression as it is written.</param>
    /// <param name="WorkflowId">The workflow.</param>
    /// <param name="Name">The name of the input.</param>
    /// <param name="Path">What of it; the root for all.</param>
    public sealed record WorkflowInputs(string Text, string WorkflowId, string Name, JsonPointer Path) : RuntimeExpression(Text);

    /// <summary><c>$workflows.workflowId.outputs.name</c>.</summary>
    /// <param name="Text">The expression as it is written.</param>
    /// <param name="WorkflowId">The workflow.</param>
    /// <param name="Name">The name of the output.</param>
    /// <param name="Path">What of it; the root for all.</param>
    public sealed record WorkflowOutputs(string Text, string WorkflowId, string Name, JsonPointer Path) : RuntimeExpression(Text);

    /// <summary><c>$sourceDescriptions.name.reference</c>.</summary>
    /// <param name="Text">The expression as it is written.</param>
    /// <param name="Name">The name of the source description.</param>
    /// <param name="Reference">A field of it, or the id of an operation or workflow in it.</param>
    public sealed record SourceDescription(string Text, string Name, string Reference) : RuntimeExpression(Text);

    /// <summary><c>$sourceDescriptions.name.workflowId.outputs.name</c>: an output of a workflow of another description that was run.</summary>
    /// <param name="Text">The expression as it is written.</param>
    /// <param name="Source">The name of the source description.</param>
    /// <param name="WorkflowId">The workflow, by its id in that description.</param>
    /// <param name="Name">The name of the output.</param>
    /// <param name="Path">What of it; the root for all.</param>
    public sealed record SourceWorkflowOutputs(string Text, string Source, string WorkflowId, string Name, JsonPointer Path) : RuntimeExpression(Text);

    /// <summary>
    /// <c>$components.kind.name</c>, which stands where a Reusable Object refers. As a value, that of a parameter is the parameter's value;
    /// an action has none.
    /// </summary>
    /// <param name="Text">The expression as it is written.</param>
    /// <param name="Kind">The member of the Components Object: <c>parameters</c>, <c>successActions</c>, <c>failureActions</c>, <c>inputs</c>.</param>
    /// <param name="Name">The key in it.</param>
    /// <param name="Value">The value of the parameter; null when it is none.</param>
    public sealed record Component(string Text, string Kind, string Name, ValueTemplate? Value = null) : RuntimeExpression(Text);

    /// <summary><c>$message.header.name</c> or <c>$message.payload</c> (1.1). No message is ever there to read, so it has no value.</summary>
    /// <param name="Text">The expression as it is written.</param>
    public sealed record Message(string Text) : RuntimeExpression(Text);

    /// <summary><c>$response.query.name</c>, <c>$message.query.name</c> and the like, which the grammar allows and nothing has.</summary>
    /// <param name="Text">The expression as it is written.</param>
    public sealed record Nothing(string Text) : RuntimeExpression(Text);

    /// <summary>Reads an expression; the text must be one expression and nothing else, without braces.</summary>
    /// <param name="text">The text.</param>
    /// <param name="declarations">Tells where a name that may hold dots ends.</param>
    /// <param name="expression">The expression; null when the text is none.</param>
    /// <param name="error">What is wrong with the text; null when it is an expression.</param>
    /// <returns>Whether <paramref name="text"/> is an expression.</returns>
    public static bool TryParse(
        string text,
        IDeclarations declarations,
        [NotNullWhen(true)] out RuntimeExpression? expression,
        [NotNullWhen(false)] out SyntaxError? error)
    {
        var parser = new ExpressionParser(text, declarations);
        expression = parser.Parse();
        error = parser.Error;
        return expression is not null;
    }

    /// <summary>Reads the value; absent while there is nothing to read. What comes back is opened.</summary>
    public Evaluation Evaluate(IExpressionContext context) => this switch
    {
        Url => Navigation.OfText(context, context.Url),
        Method => Navigation.OfText(context, context.Method),
        StatusCode => context.StatusCode is { } status ? new Evaluation(JsonValues.Number(status)) : Evaluation.Absent,
        Self => Navigation.OfText(context, context.Self),
        RequestHeader header => Navigation.OfText(context, context.RequestHeader(header.Name)),
        RequestQuery query => Navigation.Of(context, context.RequestQuery(query.Name), JsonPointer.Root),
        RequestPath path => Navigation.Of(context, context.RequestPath(path.Name), JsonPointer.Root),
        RequestBody body => Navigation.Of(context, context.RequestBody, body.Path),
        ResponseHeader header => Navigation.OfText(context, context.ResponseHeader(header.Name)),
        ResponseBody body => Navigation.Of(context, context.ResponseBody, body.Path),
        Inputs input => Navigation.OfMember(context, context.Inputs, input.Name, input.Path),
        Outputs output => Navigation.OfMember(context, context.Outputs, output.Name, output.Path),
        StepOutputs output => Navigation.OfMember(context, context.StepOutputs(output.StepId), output.Name, output.Path),
        WorkflowInputs input => Navigation.OfMember(context, context.WorkflowInputs(input.WorkflowId), input.Name, input.Path),
        WorkflowOutputs output => Navigation.OfMember(context, context.WorkflowOutputs(output.WorkflowId), output.Name, output.Path),
        SourceWorkflowOutputs output => Navigation.OfMember(context, context.WorkflowOutputs(output.Source, output.WorkflowId), output.Name, output.Path),
        SourceDescription source => Navigation.OfText(context, context.Source(source.Name, source.Reference)),
        Component component => component.Value?.Evaluate(context) is TemplateResult.Value value ? new Evaluation(value.Json, value.IsSecret) : Evaluation.Absent,
        Message or Nothing => Evaluation.Absent,
        _ => throw new UnreachableException(),
    };

    /// <summary>It, and the expressions that it is worked out by.</summary>
    internal IEnumerable<RuntimeExpression> WithInner => this is Component { Value: { } value } ? value.References.Prepend(this) : [this];

    /// <inheritdoc/>
    public sealed override string ToString() => Text;
}
