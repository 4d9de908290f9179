using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Reads the outputs of steps and workflows.</summary>
static class OutputsReading
{
    public static ImmutableArray<NamedValue> Read(ObjectReader reader, ReadContext context)
    {
        var outputs = ImmutableArray.CreateBuilder<NamedValue>();
        foreach (var (member, pointer) in reader.Map("outputs"))
        {
            var location = new Location(pointer, member.Value.Mark);
            if (!Keys.AreRegular(member.Name))
                context.Warn(DiagnosticCodes.InvalidName, new Location(pointer, member.NameMark), Keys.Message("an output", member.Name));
            ValueReading.CheckOutput(member.Value, location, context);
            outputs.Add(new NamedValue(member.Name, member.Value, location));
        }
        return outputs.DrainToImmutable();
    }
}
