using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Reads the Success and Failure Action Objects, and the Reusable Object in their place.</summary>
static class ActionReading
{
    static readonly ImmutableArray<(string, ActionKind)> Kinds = [("end", ActionKind.End), ("goto", ActionKind.Goto), ("retry", ActionKind.Retry)];

    public static StepAction? ReadOnSuccess(Node node, JsonPointer pointer, ReadContext context) =>
        ReusableReading.IsReusable(node)
            ? Resolve(node, pointer, "successActions", context.Components.SuccessActions, context)
            : ReadSuccessAction(node, pointer, context);

    public static StepAction? ReadOnFailure(Node node, JsonPointer pointer, ReadContext context) =>
        ReusableReading.IsReusable(node)
            ? Resolve(node, pointer, "failureActions", context.Components.FailureActions, context)
            : ReadFailureAction(node, pointer, context);

    public static StepAction? ReadSuccessAction(Node node, JsonPointer pointer, ReadContext context) =>
        Read(node, pointer, needsCriterion: true, context);

    // The schema lets the criteria of a failure action be empty, those of a success action not.
    public static StepAction? ReadFailureAction(Node node, JsonPointer pointer, ReadContext context) =>
        Read(node, pointer, needsCriterion: false, context);

    static StepAction? Read(Node node, JsonPointer pointer, bool needsCriterion, ReadContext context)
    {
        if (ObjectReader.Open(node, pointer, "an action", context) is not { } reader)
            return null;
        reader.Required("type");
        return new StepAction
        {
            Name = reader.RequiredName("name").Value,
            Kind = reader.Choice("type", Kinds) ?? Likeliest(reader),
            StepId = reader.OptionalText("stepId"),
            WorkflowId = reader.OptionalText("workflowId"),
            RetryAfter = reader.Decimal("retryAfter", context),
            RetryLimit = (int?)reader.Integer("retryLimit", int.MaxValue, context),
            Criteria = reader.List("criteria", (item, at) => CriterionReading.Read(item, at, context), needsEntry: needsCriterion, isUnique: true),
            Parameters = reader.Of11("parameters") ? reader.List("parameters", (item, at) => ParameterReading.Read(item, at, context)) : [],
            Location = reader.Location,
            Extensions = reader.Finish(),
        };
    }

    /// <summary>What an action without a readable type most likely does, so that its other members are judged by that.</summary>
    static ActionKind Likeliest(ObjectReader reader) => reader switch
    {
        _ when reader.Optional("retryAfter") is not null || reader.Optional("retryLimit") is not null => ActionKind.Retry,
        _ when reader.Optional("stepId") is not null || reader.Optional("workflowId") is not null => ActionKind.Goto,
        _ => ActionKind.End,
    };

    static StepAction? Resolve(Node node, JsonPointer pointer, string section, ImmutableDictionary<string, StepAction> components, ReadContext context)
    {
        var reader = ObjectReader.Open(node, pointer, "a reusable object", context)!;
        return ReusableReading.Resolve(reader, section, components, context) is var (reference, found)
            ? found with { Reference = reference, Location = reader.Location }
            : null;
    }
}
