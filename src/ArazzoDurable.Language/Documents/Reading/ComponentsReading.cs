using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Reads the Components Object.</summary>
static class ComponentsReading
{
    public static Components Read(ObjectReader root, ReadContext context)
    {
        if (root.Optional("components") is not { } node)
            return Components.None;
        if (ObjectReader.Open(node, root.Location.Pointer.Append("components"), "a components object", context) is not { } reader)
            return Components.None;
        return new Components
        {
            Inputs = [.. Inputs(reader, context)],
            Parameters = Section(reader, "parameters", ParameterReading.ReadInPlace, context),
            SuccessActions = Section(reader, "successActions", ActionReading.ReadSuccessAction, context),
            FailureActions = Section(reader, "failureActions", ActionReading.ReadFailureAction, context),
            Location = reader.Location,
            Extensions = reader.Finish(),
        };
    }

    static IEnumerable<NamedValue> Inputs(ObjectReader reader, ReadContext context)
    {
        foreach (var (member, pointer) in Entries(reader, "inputs", context))
        {
            if (SchemaReading.Read(member.Value, pointer, $"The schema '{member.Name}'", context) is { } schema)
                yield return new NamedValue(member.Name, schema.Node, schema.Location);
        }
    }

    static ImmutableDictionary<string, T> Section<T>(
        ObjectReader reader, string section, Func<Node, JsonPointer, ReadContext, T?> read, ReadContext context)
        where T : Element
    {
        var entries = ImmutableDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (var (member, pointer) in Entries(reader, section, context))
        {
            if (read(member.Value, pointer, context) is { } entry)
                entries.Add(member.Name, entry);
        }
        return entries.ToImmutable();
    }

    static IEnumerable<(Member Member, JsonPointer Pointer)> Entries(ObjectReader reader, string section, ReadContext context)
    {
        foreach (var (member, pointer) in reader.Map(section))
        {
            if (!Keys.AreRegular(member.Name))
                context.Error(DiagnosticCodes.InvalidName, new Location(pointer, member.NameMark), Keys.Message("a component", member.Name));
            yield return (member, pointer);
        }
    }
}
