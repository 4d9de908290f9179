using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Language.JsonPath.Evaluation;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Criteria;

/// <summary>Checks the expressions, values and conditions of one workflow.</summary>
sealed class WorkflowExpressionChecks
{
    readonly ArazzoDocument document;
    readonly Workflow workflow;
    readonly Dialect dialect;
    readonly List<Diagnostic> diagnostics;
    readonly DocumentDeclarations declarations;
    readonly ReferenceChecks references;

    // What a component holds is compiled once, however often the workflow uses it.
    readonly Dictionary<Criterion, CompiledCriterion> criteria = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<Node, ValueTemplate> values = new(ReferenceEqualityComparer.Instance);

    public WorkflowExpressionChecks(ArazzoDocument document, Workflow workflow, Dialect dialect, List<Diagnostic> diagnostics)
    {
        (this.document, this.workflow, this.dialect, this.diagnostics) = (document, workflow, dialect, diagnostics);
        declarations = new DocumentDeclarations(document, workflow);
        references = new ReferenceChecks(document, declarations, dialect, diagnostics);
    }

    public void Check()
    {
        CheckParameters(workflow.Parameters, null);
        foreach (var step in workflow.Steps)
            CheckStep(step);
        CheckActions(workflow.SuccessActions, null);
        CheckActions(workflow.FailureActions, null);
        CheckOutputs(workflow.Outputs, null);
    }

    void CheckStep(Step step)
    {
        CheckParameters(step.Parameters, step);
        if (step.RequestBody is { } body)
            CheckBody(body, step);
        if (step.CorrelationId is { } correlation)
            CheckValue(correlation, step);
        CheckCriteria(step.SuccessCriteria, step);
        CheckActions(step.OnSuccess, step);
        CheckActions(step.OnFailure, step);
        CheckOutputs(step.Outputs, step);
    }

    void CheckParameters(ImmutableArray<Parameter> parameters, Step? step)
    {
        foreach (var parameter in parameters)
            CheckValue(parameter.Value, step);
    }

    void CheckBody(RequestBody body, Step step)
    {
        if (body.Payload is { } payload)
        {
            if (JsonTextOf(body, payload) is { } text)
                references.Check(JsonTextTemplate.Compile(text, declarations, dialect, diagnostics).References, payload.Location, step);
            else
                CheckValue(payload, step);
        }
        foreach (var replacement in body.Replacements)
            CheckValue(replacement.Value, step);
    }

    void CheckActions(ImmutableArray<StepAction> actions, Step? step)
    {
        foreach (var action in actions)
        {
            CheckCriteria(action.Criteria, step);
            CheckParameters(action.Parameters, step);
        }
    }

    void CheckCriteria(ImmutableArray<Criterion> list, Step? step)
    {
        foreach (var criterion in list)
        {
            if (!criteria.TryGetValue(criterion, out var compiled))
                criteria[criterion] = compiled = CompiledCriterion.Compile(criterion, declarations, dialect, diagnostics);
            references.Check(compiled.References, criterion.Location, step);
        }
    }

    void CheckOutputs(ImmutableArray<NamedValue> outputs, Step? step)
    {
        foreach (var output in outputs)
        {
            var found = diagnostics.Count;
            var template = CheckValue(new NodeValue(output.Value, output.Location), step);
            if (template is ValueTemplate.Constant && diagnostics.Count == found)
            {
                diagnostics.Add(Diagnostic.Warning(
                    ExpressionCodes.InvalidExpression,
                    output.Location,
                    $"The output '{output.Name}' is no runtime expression, so it is this text itself.",
                    "An output is a runtime expression such as '$response.body#/id'."));
            }
        }
    }

    ValueTemplate CheckValue(NodeValue value, Step? step)
    {
        if (!values.TryGetValue(value.Node, out var template))
            values[value.Node] = template = ValueTemplate.Compile(value, declarations, dialect, diagnostics);
        references.Check(template.References, value.Location, step);
        return template;
    }

    static Text? JsonTextOf(RequestBody body, NodeValue payload) =>
        payload.Node is Node.Scalar { Value: { ValueKind: JsonValueKind.String } value }
            && body.ContentType is { } type
            && type.Value.Contains("json", StringComparison.OrdinalIgnoreCase)
                ? new Text(JsonText.Decode(value), payload.Location)
                : null;
}
