using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Simulator.Rehearsals;

namespace ArazzoDurable.Simulator.Tests.Rehearsals;

/// <summary>The cases of <c>Rehearsals/cases</c>, one file for each rule of a rehearsal.</summary>
public sealed class RehearsalCaseTests
{
    public static TheoryData<string> Names() => [.. RehearsalCase.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rehearsal_answers_as_the_case_says(string name)
    {
        var read = RehearsalCase.Read(name);
        var workflow = read.Rehearsal.Document.Workflows[0].WorkflowId;
        var inputs = (JsonObject)JsonNode.Parse(read.Inputs.GetRawText())!;
        var descriptions = Description.All(read.Rehearsal, read.Operations);
        foreach (var (input, value) in RehearsedInputs.Make(descriptions[0], workflow, read.Inputs))
            inputs[input] = JsonNode.Parse(value.GetRawText());
        var plan = RehearsalPlan.Make(FlowReader.Read(descriptions), workflow, inputs);

        plan.Visits.Select(visit => $"{visit.Step.Operation!.Route} {visit.Answer.Status}")
            .ShouldBe(read.Answers.Select(answer => $"{answer.GetProperty("call").GetString()} {answer.GetProperty("status").GetInt32()}"));
        plan.RepeatFrom.ShouldBe(read.RepeatFrom);
        foreach (var (visit, answer) in plan.Visits.Zip(read.Answers))
            Check(visit, answer);
    }

    static void Check(Visit visit, JsonElement expected)
    {
        visit.Step.Operation!.Source.ShouldBe(expected.TryGetProperty("source", out var source) ? source.GetString() : "api");
        if (expected.TryGetProperty("body", out var body))
            Lacking(JsonNode.Parse(body.GetRawText()), visit.Answer.Body).ShouldBeNull($"{expected.GetProperty("call")}: {visit.Answer.Body?.ToJsonString()}");
        if (!expected.TryGetProperty("headers", out var headers))
            return;
        foreach (var header in headers.EnumerateObject())
            visit.Answer.Headers.GetValueOrDefault(header.Name).ShouldBe(header.Value.GetString());
    }

    /// <summary>What a value lacks of the members that are expected; null when nothing.</summary>
    static string? Lacking(JsonNode? expected, JsonNode? actual) => expected is JsonObject members && actual is JsonObject
        ? members.Select(member => Lacking(member.Value, actual[member.Key]) is { } lacking ? $"{member.Key}: {lacking}" : null).FirstOrDefault(lacking => lacking is not null)
        : JsonNode.DeepEquals(expected, actual) ? null : $"{expected?.ToJsonString()} is expected";
}
