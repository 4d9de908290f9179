using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents.Reading;

/// <summary>Reads the type of a criterion or a selector: a word, or an Expression Type Object.</summary>
static class ExpressionTypeReading
{
    static readonly ImmutableArray<(string, CriterionKind)> Criteria =
        [("simple", CriterionKind.Simple), ("regex", CriterionKind.Regex), ("jsonpath", CriterionKind.JsonPath), ("xpath", CriterionKind.XPath)];

    static readonly ImmutableArray<(string, CriterionKind)> Selectors =
        [("jsonpath", CriterionKind.JsonPath), ("xpath", CriterionKind.XPath), ("jsonpointer", CriterionKind.JsonPointer)];

    static readonly ImmutableArray<(string, CriterionKind)> ObjectsOf10 = [("jsonpath", CriterionKind.JsonPath), ("xpath", CriterionKind.XPath)];

    /// <summary>The type of a criterion; null when it is not given or cannot be read.</summary>
    public static ExpressionType? Criterion(ObjectReader reader, string name, ReadContext context) => Read(reader, name, Criteria, context);

    /// <summary>The type of a selector; null when it is not given or cannot be read.</summary>
    public static ExpressionType? Selector(ObjectReader reader, string name, ReadContext context) => Read(reader, name, Selectors, context);

    /// <summary>Whether 1.1 has this version of the language of a selector.</summary>
    public static bool IsKnown(string type, string version) =>
        Selectors.Any(selector => selector.Item1 == type && Versions(selector.Item2) is var (of10, of11) && (of11 == version || of10.Contains(version)));

    static ExpressionType? Read(ObjectReader reader, string name, ImmutableArray<(string, CriterionKind)> words, ReadContext context)
    {
        switch (reader.Optional(name))
        {
            case null:
                return null;
            case Node.Scalar { Value.ValueKind: JsonValueKind.String }:
                return reader.Choice(name, words) is { } kind ? new ExpressionType(kind) : null;
            case Node.Mapping mapping:
                return ReadObject(mapping, reader.Location.Pointer.Append(name), context);
            case var other:
                context.WrongType(reader.At(name), $"'{name}'", "a string or an object", Kinds.Of(other));
                return null;
        }
    }

    static ExpressionType? ReadObject(Node.Mapping mapping, JsonPointer pointer, ReadContext context)
    {
        var reader = ObjectReader.Open(mapping, pointer, "an expression type", context)!;
        reader.Required("type");
        var kind = reader.Choice("type", context.Is11 ? Selectors : ObjectsOf10, "jsonpointer");
        // Where the schema of 1.1 still asks for a version, its text gives it a default.
        var version = context.Is11 || reader.Required("version") is not null ? reader.OptionalText("version") : null;
        reader.Finish();
        if (kind is not { } known)
            return null;
        if (version is not null)
            CheckVersion(known, version, context);
        return new ExpressionType(known, version?.Value);
    }

    static void CheckVersion(CriterionKind kind, Text version, ReadContext context)
    {
        var (of10, of11) = Versions(kind);
        if (of10.Contains(version.Value) || (context.Is11 && of11 == version.Value))
            return;
        if (of11 == version.Value)
        {
            context.Warn(
                DiagnosticCodes.FieldOf11, version.Location, $"'{of11}' came with Arazzo 1.1; it is what the type alone means.", "Write the type as a word.");
            return;
        }
        string[] known = context.Is11 ? [.. of10, of11] : of10;
        context.Error(
            DiagnosticCodes.InvalidValue, version.Location, $"'version' must be {Words.AnyOf(known)}, but it is '{version.Value}'.", Spelling.Hint(version.Value, known));
    }

    static (string[] Of10, string Of11) Versions(CriterionKind kind) => kind switch
    {
        CriterionKind.JsonPath => (["draft-goessner-dispatch-jsonpath-00"], "rfc9535"),
        CriterionKind.XPath => (["xpath-10", "xpath-20", "xpath-30"], "xpath-31"),
        CriterionKind.Simple or CriterionKind.Regex or CriterionKind.JsonPointer => ([], "rfc6901"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
