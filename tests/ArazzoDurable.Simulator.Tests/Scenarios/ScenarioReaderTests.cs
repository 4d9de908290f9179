using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Simulator.Scenarios;

namespace ArazzoDurable.Simulator.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    static readonly ImmutableDictionary<string, JsonElement> Sources = ImmutableDictionary<string, JsonElement>.Empty.Add("api", Simulated.Document("""
        openapi: 3.1.0
        paths:
          /runs: {post: {operationId: startRun}}
          /runs/{id}: {get: {operationId: getRun}, delete: {}}
        """));

    [Theory]
    [InlineData("[]", "1:1 : A scenario is an object with the member 'operations', which is an object of operations.")]
    [InlineData("{operations: []}", "1:1 : A scenario is an object with the member 'operations', which is an object of operations.")]
    [InlineData("operations: {a: []}", "1:17 /operations/a: An operation has one response or a list of at least one.")]
    [InlineData("operations: {a: [7]}", "1:18 /operations/a/0: A response is an object.")]
    [InlineData("operations: {a: {status: 99}}", "1:26 /operations/a/status: 'status' is a whole number from 200 to 599.")]
    [InlineData("operations: {a: {status: '200'}}", "1:26 /operations/a/status: 'status' is a whole number from 200 to 599.")]
    [InlineData("operations: {a: [{}, {times: 0}]}", "1:30 /operations/a/1/times: 'times' is a whole number from 1.")]
    [InlineData("operations: {a: {times: 1.5}}", "1:25 /operations/a/times: 'times' is a whole number from 1.")]
    [InlineData("operations: {a: {delay: -1}}", "1:25 /operations/a/delay: 'delay' is a number of seconds from 0 to 3600.")]
    [InlineData("operations: {a: {headers: {A: [1]}}}", "1:27 /operations/a/headers: 'headers' is an object of strings.")]
    [InlineData("operations: {a: {body: {b: ['${id}']}}}", "1:29 /operations/a/body/b/0: '${id}' means nothing here: there are ${path.NAME}, ${query.NAME}, ${body.A.B} and ${count}.")]
    [InlineData("operations: {a: {staus: 200}}", "1:18 /operations/a/staus: 'staus' means nothing here. Did you mean 'status'?")]
    [InlineData("operations: {}\nservers: {}", "2:1 /servers: 'servers' means nothing here. There are: operations.")]
    public void Mistake_is_told_with_its_place(string text, string expected)
    {
        var diagnostic = Read(text).Diagnostics.ShouldHaveSingleItem();
        diagnostic.Severity.ShouldBe(Severity.Error);
        var said = diagnostic.Hint is null ? diagnostic.Message : $"{diagnostic.Message} {diagnostic.Hint}";
        $"{diagnostic.Location.Mark} {diagnostic.Location.Pointer}: {said}".ShouldBe(expected);
    }

    [Fact]
    public void Unreadable_text_is_told_and_leaves_an_empty_scenario()
    {
        var reading = Read("operations: {a: [");
        reading.Diagnostics.ShouldNotBeEmpty();
        reading.Scenario.Scripts.ShouldBeEmpty();
    }

    [Fact]
    public void Mistake_leaves_the_rest_of_the_scenario()
    {
        var reading = Read("operations: {a: [{status: 1}, {status: 201}], b: {}}");
        reading.Diagnostics.Length.ShouldBe(1);
        reading.Scenario.Scripts.Select(script => (script.Operation, script.Responses.Single().Status)).ShouldBe([("a", 201), ("b", 200)]);
    }

    [Fact]
    public void Json_is_read_as_well() =>
        Read("""{"operations": {"a": {"delay": 0.5, "x-note": 1}}}""").Scenario.Scripts.Single().Responses.Single().Delay
            .ShouldBe(TimeSpan.FromMilliseconds(500));

    [Theory]
    [InlineData("getRunn", "Did you mean 'getRun'?")]
    [InlineData("GET /run/{id}", "Did you mean 'GET /runs/{id}'?")]
    [InlineData("somethingElse", "There are: startRun, getRun, DELETE /runs/{id}.")]
    public void Unknown_operation_is_told_with_candidates(string operation, string hint)
    {
        var diagnostic = Read($"operations: {{'{operation}': {{}}, getRun: {{}}, api.startRun: {{}}}}").Scenario.Check(Sources).ShouldHaveSingleItem();
        diagnostic.Code.ShouldBe("scenario-unknown-operation");
        diagnostic.Message.ShouldBe($"No source has an operation '{operation}'.");
        diagnostic.Hint.ShouldBe(hint);
        diagnostic.Location.Mark.ShouldBe(new Mark(1, 14));
    }

    static ScenarioReading Read(string text) => Scenario.Read(Encoding.UTF8.GetBytes(text));
}
