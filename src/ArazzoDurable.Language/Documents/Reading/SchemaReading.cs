using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Reads JSON Schemas, of which only the outermost type is looked at.</summary>
static class SchemaReading
{
    public static NodeValue? Read(Node node, JsonPointer pointer, string subject, ReadContext context)
    {
        var location = new Location(pointer, node.Mark);
        if (node is Node.Mapping or Node.Scalar { Value.ValueKind: JsonValueKind.True or JsonValueKind.False })
            return new NodeValue(node, location);
        context.WrongType(location, subject, "a JSON Schema (an object or a boolean)", Kinds.Of(node), Words.HintForNull(node));
        return null;
    }
}
