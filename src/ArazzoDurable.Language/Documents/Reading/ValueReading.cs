using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Reads values that are constants, expressions or (1.1) Selector Objects.</summary>
static class ValueReading
{
    /// <summary>A member that may be any value; an object with all three members of a Selector Object is one.</summary>
    public static NodeValue Required(ObjectReader reader, string name, ReadContext context)
    {
        if (reader.Required(name) is not { } node)
            return new NodeValue(new Node.Scalar(ScalarFactory.Null, reader.Location.Mark), reader.Location);
        return Any(node, reader.At(name), context);
    }

    /// <summary>Any value; an object with all three members of a Selector Object is one.</summary>
    public static NodeValue Any(Node node, Location location, ReadContext context)
    {
        if (context.Is11 && node is Node.Mapping mapping && IsSelector(mapping))
            CheckSelector(mapping, location.Pointer, context);
        return new NodeValue(node, location);
    }

    /// <summary>Checks an output: an expression or (1.1) a Selector Object.</summary>
    public static void CheckOutput(Node node, Location location, ReadContext context)
    {
        if (node is Node.Scalar { Value.ValueKind: JsonValueKind.String })
            return;
        if (context.Is11 && node is Node.Mapping mapping)
            CheckSelector(mapping, location.Pointer, context);
        else
            context.WrongType(location, "An output", context.Is11 ? "a runtime expression or a selector" : "a runtime expression", Kinds.Of(node), Words.HintForNull(node));
    }

    static bool IsSelector(Node.Mapping mapping) => mapping["context"] is not null && mapping["selector"] is not null && mapping["type"] is not null;

    static void CheckSelector(Node.Mapping mapping, JsonPointer pointer, ReadContext context)
    {
        var reader = ObjectReader.Open(mapping, pointer, "a selector", context)!;
        reader.RequiredText("context");
        reader.RequiredText("selector");
        if (reader.Required("type") is not null)
            ExpressionTypeReading.Selector(reader, "type", context);
        reader.Finish();
    }
}
