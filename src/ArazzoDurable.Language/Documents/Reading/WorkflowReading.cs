using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Reads the Workflow Object.</summary>
static class WorkflowReading
{
    public static Workflow? Read(Node node, JsonPointer pointer, ReadContext context)
    {
        if (ObjectReader.Open(node, pointer, "a workflow", context) is not { } reader)
            return null;
        return new Workflow
        {
            WorkflowId = reader.RequiredName("workflowId").Value,
            Summary = reader.OptionalString("summary"),
            Description = reader.OptionalString("description"),
            Inputs = reader.Optional("inputs") is { } inputs ? SchemaReading.Read(inputs, pointer.Append("inputs"), "'inputs'", context) : null,
            DependsOn = reader.Texts("dependsOn"),
            Steps = reader.List("steps", (item, at) => StepReading.Read(item, at, context), isRequired: true, needsEntry: true),
            SuccessActions = reader.List("successActions", (item, at) => ActionReading.ReadOnSuccess(item, at, context), isUnique: true),
            FailureActions = reader.List("failureActions", (item, at) => ActionReading.ReadOnFailure(item, at, context), isUnique: true),
            Outputs = OutputsReading.Read(reader, context),
            Parameters = reader.List("parameters", (item, at) => ParameterReading.Read(item, at, context)),
            Location = reader.Location,
            Extensions = reader.Finish(),
        };
    }
}
