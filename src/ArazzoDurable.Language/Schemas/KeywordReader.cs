using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Numbers;
using ArazzoDurable.Language.Schemas.Keywords;

namespace ArazzoDurable.Language.Schemas;

/// <summary>Reads the keywords of one schema object.</summary>
sealed class KeywordReader(SchemaCompiler compiler, SchemaNode node)
{
    readonly KeywordValues values = new(compiler, node);

    /// <summary>Completes the node. The order is that in which violations are told.</summary>
    internal void Read()
    {
        Keyword?[] keywords =
        [
            Reference(), DynamicReference(), Types(), Const(), Enum(),
            NumberLimit("minimum"), NumberLimit("maximum"), NumberLimit("exclusiveMinimum"), NumberLimit("exclusiveMaximum"), MultipleOf(),
            SizeLimit("minLength"), SizeLimit("maxLength"), Pattern(),
            SizeLimit("minItems"), SizeLimit("maxItems"), UniqueItems(), .. Elements(), Contains(),
            SizeLimit("minProperties"), SizeLimit("maxProperties"), Required(), DependentRequired(), PropertyNames(), .. Members(),
            DependentSchemas(), AllOf(), Alternatives("anyOf"), Alternatives("oneOf"), Not(), Conditional(),
            UnevaluatedItems(), UnevaluatedProperties(),
        ];
        node.Keywords = [.. keywords.OfType<Keyword>()];
        node.Default = values.Any("default");
        node.Secrecy = Secrecy();
    }

    ReferenceKeyword? Reference() =>
        values.Text("$ref") is { } reference && values.Follow("$ref", reference) is { } target ? new ReferenceKeyword(node, target) : null;

    DynamicReference? DynamicReference()
    {
        if (values.Text("$dynamicRef") is not { } reference || values.Follow("$dynamicRef", reference) is not { } target)
            return null;
        var anchor = SchemaUri.Split(reference).Fragment;
        var dynamic = new DynamicReference(node, anchor, target);
        if (target.Resource.DynamicAnchors.TryGetValue(anchor, out var place) && place.ToString() == target.Location.ToString())
            compiler.Track(dynamic);
        return dynamic;
    }

    TypeKeyword? Types()
    {
        var types = values.Any("type")?.ValueKind is JsonValueKind.String && values.Text("type") is { } one ? [one] : values.Texts("type");
        if (types is not { } names)
            return null;
        foreach (var name in names.Except(TypeKeyword.Known))
            values.Report("type", $"'{Found.Shorten(name)}' is not a type; expected {string.Join(", ", TypeKeyword.Known)}");
        return new TypeKeyword(node, names);
    }

    EnumKeyword? Const() => values.Any("const") is { } value ? new EnumKeyword(node, "const", [value]) : null;

    EnumKeyword? Enum() => values.List("enum") is { } list ? new EnumKeyword(node, "enum", list) : null;

    NumberLimit? NumberLimit(string name) => values.Number(name) is { } limit ? new NumberLimit(node, name, limit) : null;

    MultipleOfKeyword? MultipleOf()
    {
        if (values.Number("multipleOf") is not { } divisor)
            return null;
        if (ExactNumber.Of(divisor).Sign > 0)
            return new MultipleOfKeyword(node, divisor);
        values.Report("multipleOf", $"expected a number above 0, found {Found.In(divisor)}");
        return null;
    }

    SizeLimit? SizeLimit(string name) => values.Count(name) is { } limit ? new SizeLimit(node, name, limit) : null;

    PatternKeyword? Pattern() =>
        values.Text("pattern") is { } text && values.Pattern("pattern", text) is { } pattern ? new PatternKeyword(node, pattern) : null;

    UniqueItemsKeyword? UniqueItems() => values.Flag("uniqueItems") ? new UniqueItemsKeyword(node) : null;

    IEnumerable<Keyword?> Elements()
    {
        var prefix = values.Schemas("prefixItems");
        yield return prefix is { } schemas ? new PrefixItemsKeyword(node, schemas) : null;
        yield return values.Schema("items") is { } schema ? new ItemsKeyword(node, prefix?.Length ?? 0, schema) : null;
    }

    ContainsKeyword? Contains() => values.Schema("contains") is { } schema
        ? new ContainsKeyword(node, schema, values.Count("minContains") ?? 1, values.Count("maxContains"))
        : null;

    RequiredKeyword? Required() => values.Texts("required") is { } names ? new RequiredKeyword(node, names) : null;

    DependentRequiredKeyword? DependentRequired() =>
        values.TextLists("dependentRequired") is { } rules ? new DependentRequiredKeyword(node, rules) : null;

    PropertyNamesKeyword? PropertyNames() => values.Schema("propertyNames") is { } schema ? new PropertyNamesKeyword(node, schema) : null;

    IEnumerable<Keyword?> Members()
    {
        var named = values.SchemaMap("properties") is { } properties ? new PropertiesKeyword(node, properties) : null;
        var matched = PatternProperties();
        yield return named;
        yield return matched;
        yield return values.Schema("additionalProperties") is { } schema ? new AdditionalPropertiesKeyword(node, named, matched, schema) : null;
    }

    PatternPropertiesKeyword? PatternProperties()
    {
        if (values.SchemaMap("patternProperties") is not { } map)
            return null;
        var rules = ImmutableArray.CreateBuilder<(SchemaPattern Pattern, SchemaNode Schema)>();
        foreach (var (text, schema) in map)
        {
            if (values.Pattern("patternProperties", text) is { } pattern)
                rules.Add((pattern, schema));
        }
        return new PatternPropertiesKeyword(node, rules.ToImmutable());
    }

    DependentSchemasKeyword? DependentSchemas() =>
        values.SchemaMap("dependentSchemas") is { } rules ? new DependentSchemasKeyword(node, rules) : null;

    AllOfKeyword? AllOf() => values.Schemas("allOf") is { } schemas ? new AllOfKeyword(node, schemas) : null;

    AlternativesKeyword? Alternatives(string name) =>
        values.Schemas(name) is { } schemas ? new AlternativesKeyword(node, name, schemas) : null;

    NotKeyword? Not() => values.Schema("not") is { } schema ? new NotKeyword(node, schema) : null;

    ConditionalKeyword? Conditional() => values.Schema("if") is { } condition
        ? new ConditionalKeyword(node, condition, values.Schema("then"), values.Schema("else"))
        : null;

    UnevaluatedItemsKeyword? UnevaluatedItems() =>
        values.Schema("unevaluatedItems") is { } schema ? new UnevaluatedItemsKeyword(node, schema) : null;

    UnevaluatedPropertiesKeyword? UnevaluatedProperties() =>
        values.Schema("unevaluatedProperties") is { } schema ? new UnevaluatedPropertiesKeyword(node, schema) : null;

    SecretMark? Secrecy()
    {
        var isPassword = values.Any("format") is { ValueKind: JsonValueKind.String } format && format.ValueEquals("password");
        var isWriteOnly = values.Any("writeOnly")?.ValueKind is JsonValueKind.True;
        bool? isSecret = values.Any("x-secret")?.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
        return isPassword || isWriteOnly || isSecret is not null ? new SecretMark(JsonPointer.Root, isSecret, isPassword, isWriteOnly) : null;
    }
}
