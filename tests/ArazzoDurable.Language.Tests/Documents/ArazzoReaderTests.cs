using System.Text;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Tests.Documents;

public sealed class ArazzoReaderTests
{
    static ArazzoDocument Sample(string name = "description.yaml")
    {
        var result = ArazzoReader.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Syntax", "cases", name)));
        result.Diagnostics.ShouldBeEmpty();
        return result.Document.ShouldNotBeNull();
    }

    static Step Step(string id) => Sample().Workflows[0].Steps.Single(step => step.StepId == id);

    static string Json(NodeValue? value) => NodeJson.ToElement(value.ShouldNotBeNull().Node).GetRawText();

    [Fact]
    public void Root_is_read_with_its_extensions()
    {
        var document = Sample();
        document.Version.ShouldBe(new ArazzoVersion(1, 1, 0));
        document.Self!.Value.ShouldBe("https://example.com/flows/devbox");
        document.Self.Location.Mark.ShouldBe(new Mark(2, 8));
        (document.Info.Title, document.Info.Version, document.Info.Summary, document.Info.Description).ShouldBe(("Devboxes", "1", "s", "d"));
        document.Info.Extension("x-team").ShouldBeOfType<Node.Scalar>().Value.GetString().ShouldBe("platform");
        document.SourceDescriptions.Select(source => (source.Name, source.Url.Value, source.Type))
            .ShouldBe([("boxes", "./boxes.yaml", SourceType.OpenApi), ("more", "./more.arazzo.yaml", SourceType.Arazzo)]);
    }

    [Fact]
    public void Workflow_is_read_with_its_components_in_place()
    {
        var workflow = Sample().Workflow("start").ShouldNotBeNull();
        (workflow.Summary, workflow.Description).ShouldBe(("s", "d"));
        Json(workflow.Inputs).ShouldBe("""{"type":"object","properties":{"name":{"type":"string"}}}""");
        workflow.DependsOn.Single().Value.ShouldBe("$sourceDescriptions.more.login");
        var parameter = workflow.Parameters.Single();
        (parameter.Name, parameter.In, Json(parameter.Value)).ShouldBe(("page", ParameterPlace.Query, "2"));
        parameter.Reference!.Value.ShouldBe("$components.parameters.page");
        parameter.Location.Pointer.ToString().ShouldBe("/workflows/0/parameters/0");
        parameter.Value.Location.Pointer.ToString().ShouldBe("/workflows/0/parameters/0/value");
        workflow.SuccessActions.Single().Kind.ShouldBe(ActionKind.End);
        workflow.FailureActions.Single().Reference!.Value.ShouldBe("$components.failureActions.again");
        workflow.Outputs.Single().Name.ShouldBe("id");
        workflow.Steps.Select(step => step.StepId).ShouldBe(["create", "wait", "sub", "tell"]);
    }

    [Fact]
    public void Step_is_read_with_all_that_it_can_have()
    {
        var step = Step("create");
        step.Target.ShouldBeOfType<StepTarget.OperationId>().Reference.Value.ShouldBe("createBox");
        step.Target.Reference.Location.Pointer.ToString().ShouldBe("/workflows/0/steps/0/operationId");
        step.Timeout.ShouldBe(5000);
        step.RequestBody!.ContentType!.Value.ShouldBe("application/json");
        Json(step.RequestBody.Payload).ShouldBe("""{"name":"$inputs.name"}""");
        var replacement = step.RequestBody.Replacements.Single();
        (replacement.Target.Value, replacement.TargetSelectorType, Json(replacement.Value)).ShouldBe(("/name", new ExpressionType(CriterionKind.JsonPointer), "\"x\""));
        step.SuccessCriteria[0].Type.ShouldBe(new ExpressionType(CriterionKind.Simple));
        step.SuccessCriteria[1].Type.ShouldBe(new ExpressionType(CriterionKind.JsonPath, "rfc9535"));
        step.SuccessCriteria[1].Context!.Value.ShouldBe("$response.body");
        step.OnSuccess.Single().StepId!.Value.ShouldBe("wait");
        step.OnSuccess.Single().Criteria.Single().Condition.Value.ShouldBe("true");
        (step.OnFailure[0].Kind, step.OnFailure[0].RetryAfter, step.OnFailure[0].RetryLimit).ShouldBe((ActionKind.Retry, 0.5m, 3));
        step.OnFailure[1].Parameters.Single().In.ShouldBe(ParameterPlace.Input);
        step.Outputs.Select(output => output.Name).ShouldBe(["id", "first"]);
    }

    [Fact]
    public void Each_kind_of_target_is_read()
    {
        Step("wait").Target.ShouldBeOfType<StepTarget.OperationPath>();
        Step("wait").DependsOn.Single().Value.ShouldBe("create");
        Step("sub").Target.ShouldBeOfType<StepTarget.WorkflowId>();
        Step("tell").Target.ShouldBeOfType<StepTarget.ChannelPath>();
        (Step("tell").Action!.Value, Json(Step("tell").CorrelationId)).ShouldBe(("receive", "\"$steps.create.outputs.id\""));
    }

    [Fact]
    public void Json_and_YAML_of_the_same_content_are_read_alike() =>
        Sample("description.json").Workflows[0].Steps[0].OnFailure[0].RetryAfter.ShouldBe(Step("create").OnFailure[0].RetryAfter);

    [Fact]
    public void Components_are_read_by_their_names()
    {
        var components = Sample().Components;
        components.Inputs.Single().Name.ShouldBe("any");
        components.Parameters["page"].Location.Pointer.ToString().ShouldBe("/components/parameters/page");
        components.SuccessActions.ShouldContainKey("done");
        components.FailureActions.ShouldContainKey("again");
    }

    [Theory]
    [InlineData("'1.0.0'", "1.0.0")]
    [InlineData("1.0.99", "1.0.99")]
    [InlineData("1.1.0-rc1", "1.1.0")]
    public void Known_version_is_read(string yaml, string version) => Read(yaml).Document.ShouldNotBeNull().Version.ToString().ShouldBe(version);

    [Theory]
    [InlineData("1.0")]
    [InlineData("'1.0'")]
    [InlineData("1.2.0")]
    [InlineData("2.0.0")]
    [InlineData("1.0.99999999999")]
    [InlineData("~")]
    public void Description_of_another_version_is_no_document_and_an_error(string yaml)
    {
        var result = Read(yaml);
        result.Document.ShouldBeNull();
        result.Root.ShouldNotBeNull();
        result.Diagnostics.ShouldHaveSingleItem().Location.Pointer.ToString().ShouldBe("/arazzo");
    }

    [Fact]
    public void Fields_of_11_are_not_kept_in_10()
    {
        var step = Read("1.0.1", "timeout: 5\n        dependsOn: [a]\n        action: send").Document!.Workflows[0].Steps[0];
        (step.Timeout, step.DependsOn.Length, step.Action).ShouldBe((null, 0, null));
    }

    [Fact]
    public void Description_with_mistakes_is_still_there_to_look_at()
    {
        var result = Read("1.0.1", "successCriteria: [{}]\n        onSuccess: [{name: n, type: jump, stepId: a}]");
        result.Diagnostics.Length.ShouldBe(2);
        var step = result.Document.ShouldNotBeNull().Workflows[0].Steps[0];
        step.SuccessCriteria.Single().Condition.Value.ShouldBeEmpty();
        step.OnSuccess.Single().Kind.ShouldBe(ActionKind.Goto);
    }

    [Fact]
    public void Members_of_a_reusable_object_besides_its_own_are_ignored_in_silence()
    {
        var result = Read("1.0.1", "onFailure: [{reference: $components.failureActions.again, note: x, value: 1}]", "components: {failureActions: {again: {name: again, type: retry}}}");
        result.Diagnostics.ShouldBeEmpty();
        result.Document!.Workflows[0].Steps[0].OnFailure.Single().Name.ShouldBe("again");
    }

    [Fact]
    public void Unreadable_text_is_neither_document_nor_root()
    {
        var result = ArazzoReader.Read("a: ["u8.ToArray());
        (result.Document, result.Root).ShouldBe((null, null));
        result.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(DiagnosticCodes.Unreadable);
    }

    static ReadResult Read(string version, string step = "x-none: 1", string rest = "x-none: 1") => ArazzoReader.Read(Encoding.UTF8.GetBytes($$"""
        arazzo: {{version}}
        info: {title: t, version: '1'}
        sourceDescriptions: [{name: api, url: api.yaml}]
        workflows:
          - workflowId: w
            steps:
              - stepId: a
                operationId: op
                {{step}}
        {{rest}}
        """));
}
