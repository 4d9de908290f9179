using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Reads the Request Body Object and the Payload Replacement Object.</summary>
static class BodyReading
{
    public static RequestBody? Read(ObjectReader step, ReadContext context)
    {
        if (step.Optional("requestBody") is not { } node)
            return null;
        if (ObjectReader.Open(node, step.Location.Pointer.Append("requestBody"), "a request body", context) is not { } reader)
            return null;
        return new RequestBody
        {
            ContentType = reader.OptionalText("contentType"),
            Payload = reader.Optional("payload") is { } payload ? new NodeValue(payload, reader.At("payload")) : null,
            Replacements = reader.List("replacements", (item, at) => Replacement(item, at, context), isUnique: true),
            Location = reader.Location,
            Extensions = reader.Finish(),
        };
    }

    static PayloadReplacement? Replacement(Node node, JsonPointer pointer, ReadContext context)
    {
        if (ObjectReader.Open(node, pointer, "a payload replacement", context) is not { } reader)
            return null;
        return new PayloadReplacement
        {
            Target = reader.RequiredText("target"),
            TargetSelectorType = reader.Of11("targetSelectorType") ? ExpressionTypeReading.Selector(reader, "targetSelectorType", context) : null,
            Value = ValueReading.Required(reader, "value", context),
            Location = reader.Location,
            Extensions = reader.Finish(),
        };
    }
}
