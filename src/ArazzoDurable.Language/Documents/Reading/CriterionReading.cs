using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Reads the Criterion Object.</summary>
static class CriterionReading
{
    public static Criterion? Read(Node node, JsonPointer pointer, ReadContext context)
    {
        if (ObjectReader.Open(node, pointer, "a criterion", context) is not { } reader)
            return null;
        return new Criterion
        {
            Context = reader.OptionalText("context"),
            Condition = reader.RequiredText("condition"),
            Type = ExpressionTypeReading.Criterion(reader, "type", context) ?? new ExpressionType(CriterionKind.Simple),
            Location = reader.Location,
            Extensions = reader.Finish(),
        };
    }
}
