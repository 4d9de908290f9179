using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Reads members that are numbers, none of which may be negative.</summary>
static class Numbers
{
    public static decimal? Decimal(this ObjectReader reader, string name, ReadContext context) =>
        Read(reader, name, context, "a number of 0 or more", decimal.MaxValue);

    public static long? Integer(this ObjectReader reader, string name, long most, ReadContext context)
    {
        var value = Read(reader, name, context, "an integer of 0 or more", most);
        if (value is not { } number || decimal.IsInteger(number))
            return (long?)value;
        context.Error(DiagnosticCodes.InvalidValue, reader.At(name), string.Create(CultureInfo.InvariantCulture, $"'{name}' must be an integer, but it is {number}."));
        return null;
    }

    static decimal? Read(ObjectReader reader, string name, ReadContext context, string expected, decimal most)
    {
        if (reader.Optional(name) is not { } node)
            return null;
        if (node is not Node.Scalar { Value.ValueKind: JsonValueKind.Number } scalar)
        {
            context.WrongType(reader.At(name), $"'{name}'", expected, Kinds.Of(node), Words.HintForNull(node));
            return null;
        }
        if (scalar.Value.TryGetDecimal(out var value) && value >= 0 && value <= most)
            return value;
        var range = most == decimal.MaxValue ? expected : string.Create(CultureInfo.InvariantCulture, $"{expected} and at most {most}");
        context.Error(DiagnosticCodes.InvalidValue, reader.At(name), $"'{name}' must be {range}, but it is {scalar.Value.GetRawText()}.");
        return null;
    }
}
