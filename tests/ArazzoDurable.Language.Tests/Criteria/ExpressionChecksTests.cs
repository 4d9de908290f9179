using System.Collections.Immutable;
using System.Text;
using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Tests.Criteria;

public sealed class ExpressionChecksTests
{
    const string Head = """
        arazzo: 1.0.1
        info: {title: t, version: "1"}
        sourceDescriptions: [{name: api, url: ./a.yaml}]
        components:
          inputs:
            auth: {properties: {token: {type: string}}}
        workflows:
          - workflowId: w
            inputs: {allOf: [{$ref: '#/components/inputs/auth'}, {properties: {id: {type: string}}}]}

        """;

    [Fact]
    public void Document_with_declared_names_has_no_findings()
    {
        Findings("""
                steps:
                  - stepId: a
                    operationId: opA
                    parameters: [{name: id, in: path, value: $inputs.id}, {name: Authorization, in: header, value: 'Bearer {$inputs.token}'}]
                    successCriteria: [{condition: $statusCode == 200}]
                    outputs: {x: $response.body#/x}
                  - stepId: b
                    operationId: opB
                    requestBody: {contentType: application/json, payload: '{"x": "{$steps.a.outputs.x.y}"}'}
                outputs: {x: $steps.a.outputs.x}
            """).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("$inputs.nope", "unknown-input", "'$inputs.nope': the workflow 'w' declares no input 'nope'.")]
    [InlineData("$steps.nope.outputs.x", "unknown-step", "'$steps.nope.outputs.x': the workflow 'w' has no step 'nope'.")]
    [InlineData("$steps.a.outputs.nope", "unknown-step-output", "'$steps.a.outputs.nope': the step 'a' has no output 'nope'.")]
    [InlineData("$steps.c.outputs.x", "later-step-output", "'$steps.c.outputs.x': the step 'c' stands after 'b', so its outputs are not there yet.")]
    [InlineData("$outputs.nope", "unknown-output", "'$outputs.nope': the workflow 'w' has no output 'nope'.")]
    [InlineData("$workflows.nope.outputs.x", "unknown-workflow", "'$workflows.nope.outputs.x': there is no workflow 'nope'.")]
    [InlineData("$workflows.w.outputs.nope", "unknown-workflow-output", "'$workflows.w.outputs.nope': the workflow 'w' has no output 'nope'.")]
    [InlineData("$workflows.w.inputs.nope", "unknown-workflow-input", "'$workflows.w.inputs.nope': the workflow 'w' declares no input 'nope'.")]
    [InlineData("$sourceDescriptions.nope.url", "unknown-source", "'$sourceDescriptions.nope.url': there is no source description 'nope'.")]
    public void Name_that_is_not_there_is_found_where_it_is_used(string expression, string code, string message)
    {
        var found = Findings($$$"""
                steps:
                  - {stepId: a, operationId: opA, outputs: {x: $response.body}}
                  - {stepId: b, operationId: opB, parameters: [{name: p, in: query, value: {{{expression}}}}]}
                  - {stepId: c, operationId: opC, outputs: {x: $response.body}}
                outputs: {x: $steps.a.outputs.x}
            """).ShouldHaveSingleItem();

        found.Code.ShouldBe(code);
        found.Severity.ShouldBe(Severity.Warning);
        found.Message.ShouldBe(message);
        found.Location.Pointer.ToString().ShouldBe("/workflows/0/steps/1/parameters/0/value");
        found.Location.Mark.Line.ShouldBe(12);
    }

    [Fact]
    public void Output_of_a_later_step_that_comes_back_is_no_finding()
    {
        Findings("""
                steps:
                  - {stepId: a, operationId: opA, parameters: [{name: cursor, in: query, value: $steps.b.outputs.next}]}
                  - {stepId: b, operationId: opB, outputs: {next: $response.body#/next}, onSuccess: [{name: more, type: goto, stepId: a}]}
            """).ShouldBeEmpty();
    }

    [Fact]
    public void Lenient_readings_and_syntax_errors_are_found_with_their_places()
    {
        var findings = Findings("""
                steps:
                  - stepId: a
                    operationId: opA
                    parameters: [{name: Authorization, in: header, value: Bearer $inputs.token}]
                    successCriteria:
                      - {context: $response.body, type: jsonpath, condition: $.ok == true}
                      - {condition: $statusCode ==}
                    outputs: {text: plain, bad: $response.nope}
            """);

        findings.Select(found => $"{found.Code} {found.Location.Pointer}").ShouldBe(
        [
            "bare-expression /workflows/0/steps/0/parameters/0/value",
            "jsonpath-comparison /workflows/0/steps/0/successCriteria/0/condition",
            "invalid-condition /workflows/0/steps/0/successCriteria/1/condition",
            "invalid-expression /workflows/0/steps/0/outputs/text",
            "invalid-expression /workflows/0/steps/0/outputs/bad",
        ]);
        findings[0].Hint.ShouldBe("Bearer {$inputs.token}");
    }

    [Fact]
    public void Workflow_without_a_schema_takes_any_input()
    {
        var document = Read("""
            arazzo: 1.0.1
            info: {title: t, version: "1"}
            sourceDescriptions: [{name: api, url: ./a.yaml}]
            workflows:
              - workflowId: w
                steps: [{stepId: a, operationId: opA, parameters: [{name: p, in: query, value: $inputs.any}]}]
            """);

        ExpressionChecks.Check(document, Dialect.Lenient).ShouldBeEmpty();
        new DocumentDeclarations(document, document.Workflows[0]).HasInput("any").ShouldBeFalse();
    }

    [Fact]
    public void Schemas_that_refer_to_each_other_end()
    {
        var document = Read("""
            arazzo: 1.0.1
            info: {title: t, version: "1"}
            sourceDescriptions: [{name: api, url: ./a.yaml}]
            components: {inputs: {a: {$ref: '#/components/inputs/b', properties: {x: {}}}, b: {$ref: '#/components/inputs/a', properties: {y: {}}}}}
            workflows:
              - workflowId: w
                inputs: {$ref: '#/components/inputs/a'}
                steps: [{stepId: a, operationId: opA}]
            """);

        var declarations = new DocumentDeclarations(document, document.Workflows[0]);

        declarations.HasInput("x").ShouldBeTrue();
        declarations.HasInput("y").ShouldBeTrue();
        declarations.HasInput("z").ShouldBeFalse();
    }

    [Fact]
    public void Inputs_of_schemas_that_are_referred_to_by_pointer_and_anchor_are_declared()
    {
        var document = Read("""
            arazzo: 1.1.0
            info: {title: t, version: "1"}
            sourceDescriptions: [{name: api, url: ./a.yaml}]
            components: {inputs: {a: {$defs: {in~ner: {$anchor: inner, properties: {x: {}}}, list: {anyOf: [{properties: {y: {}}}]}}, enum: [{$anchor: none}]}}}
            workflows:
              - workflowId: w
                inputs: {allOf: [{$ref: '#inner'}, {$ref: '#/components/inputs/a/$defs/list/anyOf/0'}, {$ref: '#/workflows/1/inputs'}]}
                steps: [{stepId: a, operationId: opA, parameters: [{name: p, in: query, value: $inputs.no}]}]
              - workflowId: v
                inputs: {properties: {z: {}}}
                steps: [{stepId: a, operationId: opA}]
            """);

        var declarations = new DocumentDeclarations(document, document.Workflows[0]);

        string.Concat("xyzq".Where(name => declarations.HasInput(name.ToString()))).ShouldBe("xyz");
        ExpressionChecks.Check(document, Dialect.Strict).ShouldHaveSingleItem().Code.ShouldBe(ExpressionCodes.UnknownInput);
    }

    [Fact]
    public void Component_parameter_that_is_not_there_is_told()
    {
        var findings = ExpressionChecks.Check(Read("""
            arazzo: 1.1.0
            info: {title: t, version: "1"}
            sourceDescriptions: [{name: api, url: ./a.yaml}]
            components: {parameters: {p: {name: p, in: query, value: '{$components.parameters.p}'}}}
            workflows:
              - workflowId: w
                steps: [{stepId: a, operationId: opA, parameters: [{name: x, in: query, value: $components.parameters.p}, {name: y, in: query, value: $components.parameters.q}]}]
            """), Dialect.Strict);

        findings.Where(finding => finding.Location.Pointer.ToString().EndsWith("/1/value", StringComparison.Ordinal)).Select(finding => finding.Message)
            .ShouldBe(["'$components.parameters.q': there is no component 'q' in 'components.parameters'."]);
    }

    static ImmutableArray<Diagnostic> Findings(string rest) => ExpressionChecks.Check(Read(Head + rest), Dialect.Lenient);

    static ArazzoDocument Read(string yaml)
    {
        var read = ArazzoReader.Read(Encoding.UTF8.GetBytes(yaml));
        read.Diagnostics.ShouldBeEmpty();
        return read.Document.ShouldNotBeNull();
    }
}
