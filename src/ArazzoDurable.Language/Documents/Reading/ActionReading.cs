using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Reads the Success and Failure Action Objects, and the Reusable Object in their place.</summary>
static class ActionReading
{
    static readonly ImmutableArray<(string, ActionKind)> Kinds = [("end", ActionKind.End), ("goto", ActionKind.Goto), ("retry", ActionKind.Retry)];

    public static StepAction? ReadOnSuccess(Node node, JsonPointer pointer, ReadContext context) =>
        Read(node, pointer, "successActions", context.Components.SuccessActions, context);

    public static StepAction? ReadOnFailure(Node node, JsonPointer pointer, ReadContext context) =>
        Read(node, pointer, "failureActions", context.Components.FailureActions, context);

    public static StepAction? ReadInPlace(Node node, JsonPointer pointer, ReadContext context)
    {
        if (ObjectReader.Open(node, pointer, "an action", context) is not { } reader)
            return null;
        reader.Required("type");
        return new StepAction
        {
            Name = reader.RequiredString("name"),
            Kind = reader.Choice("type", Kinds) ?? ActionKind.End,
            StepId = reader.OptionalText("stepId"),
            WorkflowId = reader.OptionalText("workflowId"),
            RetryAfter = reader.Decimal("retryAfter", context),
            RetryLimit = (int?)reader.Integer("retryLimit", int.MaxValue, context),
            Criteria = reader.List("criteria", (item, at) => CriterionReading.Read(item, at, context)),
            Parameters = reader.Of11("parameters") ? reader.List("parameters", (item, at) => ParameterReading.Read(item, at, context)) : [],
            Location = reader.Location,
            Extensions = reader.Finish(),
        };
    }

    static StepAction? Read(Node node, JsonPointer pointer, string section, ImmutableDictionary<string, StepAction> components, ReadContext context)
    {
        if (!ReusableReading.IsReusable(node))
            return ReadInPlace(node, pointer, context);
        var reader = ObjectReader.Open(node, pointer, "a reusable object", context)!;
        return ReusableReading.Resolve(reader, section, components, context) is var (reference, found)
            ? found with { Reference = reference, Location = reader.Location }
            : null;
    }
}
