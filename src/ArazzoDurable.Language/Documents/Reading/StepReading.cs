using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Reads the Step Object.</summary>
static class StepReading
{
    static readonly ImmutableArray<string> AsyncActions = ["send", "receive"];

    static readonly ImmutableArray<string> TargetMembers = ["operationId", "operationPath", "workflowId"];

    public static Step? Read(Node node, JsonPointer pointer, ReadContext context)
    {
        if (ObjectReader.Open(node, pointer, "a step", context) is not { } reader)
            return null;
        return new Step
        {
            StepId = reader.RequiredName("stepId").Value,
            Description = reader.OptionalString("description"),
            Target = Target(reader, context),
            Parameters = reader.List("parameters", (item, at) => ParameterReading.Read(item, at, context)),
            RequestBody = BodyReading.Read(reader, context),
            SuccessCriteria = reader.List("successCriteria", (item, at) => CriterionReading.Read(item, at, context), needsEntry: true, isUnique: true),
            OnSuccess = reader.List("onSuccess", (item, at) => ActionReading.ReadOnSuccess(item, at, context), isUnique: true),
            OnFailure = reader.List("onFailure", (item, at) => ActionReading.ReadOnFailure(item, at, context), isUnique: true),
            Outputs = OutputsReading.Read(reader, context),
            Timeout = reader.Of11("timeout") ? reader.Integer("timeout", long.MaxValue, context) : null,
            DependsOn = reader.Of11("dependsOn") ? reader.Texts("dependsOn", needsEntry: true) : [],
            Action = reader.Of11("action") ? AsyncAction(reader) : null,
            CorrelationId = reader.Of11("correlationId") ? CorrelationId(reader, context) : null,
            Location = reader.Location,
            Extensions = reader.Finish(),
        };
    }

    static StepTarget Target(ObjectReader reader, ReadContext context)
    {
        StepTarget?[] asked =
        [
            reader.OptionalText("operationId") is { } id ? new StepTarget.OperationId(id) : null,
            reader.OptionalText("operationPath") is { } path ? new StepTarget.OperationPath(path) : null,
            reader.OptionalText("workflowId") is { } workflow ? new StepTarget.WorkflowId(workflow) : null,
            reader.Of11("channelPath") && reader.OptionalText("channelPath") is { } channel ? new StepTarget.ChannelPath(channel) : null,
        ];
        var given = asked.OfType<StepTarget>().ToList();
        var choice = context.Is11 ? "'operationId', 'operationPath', 'workflowId' or 'channelPath'" : "'operationId', 'operationPath' or 'workflowId'";
        if (given.Count == 0 && !TargetMembers.Any(member => reader.Optional(member) is not null))
            context.Error(DiagnosticCodes.MissingTarget, reader.Location, $"A step must have {choice}, but there is none of them.");
        foreach (var surplus in given.Skip(1))
        {
            context.Error(
                DiagnosticCodes.SeveralTargets,
                surplus.Reference.Location,
                $"A step must have only one of {choice}, but it has '{MemberOf(given[0])}' and '{MemberOf(surplus)}'.",
                "Make two steps of it, or remove one.");
        }
        return given.Count > 0 ? given[0] : new StepTarget.OperationId(new Text("", reader.Location));
    }

    static string MemberOf(StepTarget target) => target.Reference.Location.Pointer.Tokens[^1];

    static Text? AsyncAction(ObjectReader reader)
    {
        if (reader.Optional("action") is null)
            return null;
        // An action that is none is still one: it must not be reported as missing too.
        return reader.Choice("action", AsyncActions) is { } action ? new Text(action, reader.At("action")) : new Text("", reader.At("action"));
    }

    static NodeValue? CorrelationId(ObjectReader reader, ReadContext context)
    {
        if (reader.Optional("correlationId") is not { } node)
            return null;
        if (node is not Node.Scalar { Value.ValueKind: JsonValueKind.Null })
            return new NodeValue(node, reader.At("correlationId"));
        context.WrongType(reader.At("correlationId"), "'correlationId'", "a value", "null", Words.HintForNull(node));
        return null;
    }
}
