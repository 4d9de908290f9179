using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents.Reading;
using ArazzoDurable.Language.JsonPath;
using ArazzoDurable.Language.JsonPath.Evaluation;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Language.XPath;

namespace ArazzoDurable.Language.Expressions;

/// <summary>
/// A Selector Object (Arazzo 1.1.0): a part of a structured value. No node gives no value, one node its value, several an array; the value
/// of an XML node is its text. What cannot be selected from has no nodes.
/// </summary>
sealed class SelectorTemplate
{
    readonly Func<JsonElement, JsonElement?> select;
    readonly string text;

    SelectorTemplate(RuntimeExpression context, string text, Func<JsonElement, JsonElement?> select) =>
        (Context, this.text, this.select) = (context, text, select);

    /// <summary>What it selects from.</summary>
    public RuntimeExpression Context { get; }

    /// <summary>Whether an object is a Selector Object: it has all three members.</summary>
    public static bool IsSelector(Node.Mapping mapping) =>
        mapping["context"] is not null && mapping["selector"] is not null && mapping["type"] is not null;

    /// <summary>Whether an object of a description without Selector Objects was surely meant for one.</summary>
    public static bool IsMeantAsSelector(Node.Mapping mapping) =>
        IsSelector(mapping) && Text(mapping["context"]) is ['$', ..] && TypeOf(mapping["type"]!) is "jsonpath" or "jsonpointer" or "xpath";

    public static bool TryCompile(
        Node.Mapping mapping,
        IDeclarations declarations,
        [NotNullWhen(true)] out SelectorTemplate? template,
        [NotNullWhen(false)] out string? problem)
    {
        template = null;
        var selector = Text(mapping["selector"]);
        if (!RuntimeExpression.TryParse(Text(mapping["context"]) ?? "", declarations, out var context, out var error))
            problem = $"The selector's context is no runtime expression: {error.Message}";
        else if (selector is null)
            problem = "The selector is not a string.";
        else if (mapping["type"] is Node.Mapping type && Text(type["version"]) is { } version && !ExpressionTypeReading.IsKnown(TypeOf(type) ?? "", version))
            problem = $"The selector's type has no version '{version}'.";
        else if (selector.Length > CriterionCompiler.MaxCondition)
            problem = "The selector is too long.";
        else
            (template, problem) = Compile(context, selector, TypeOf(mapping["type"]!));
        return template is not null;
    }

    public TemplateResult Evaluate(IExpressionContext context)
    {
        var source = Context.Evaluate(context);
        if (source.Value is not { } value)
            return new TemplateResult.Absent(Context.Text);
        return select(value) is { } found ? new TemplateResult.Value(found, source.IsSecret) : new TemplateResult.Absent($"{Context.Text} {text}");
    }

    static (SelectorTemplate? Template, string? Problem) Compile(RuntimeExpression context, string selector, string? type)
    {
        switch (type)
        {
            case "jsonpath":
                return JsonPathQuery.TryParse(selector, out var query, out var error)
                    ? (new SelectorTemplate(context, selector, value => Select(query, value)), null)
                    : (null, $"The selector is no JSONPath query: {error.Message}");
            case "jsonpointer":
                return JsonPointer.TryParse(selector.TrimStart('#'), out var pointer)
                    ? (new SelectorTemplate(context, selector, value => Navigation.Resolve(value, pointer)), null)
                    : (null, "The selector is no JSON Pointer.");
            case "xpath":
                return XPathQuery.TryParse(selector, out var path, out var problem)
                    ? (new SelectorTemplate(context, selector, value => Select(path, value)), null)
                    : (null, $"The selector is no XPath 1.0, which is what is known of XPath: {problem.Message}");
            default:
                return (null, "The selector's type is none of 'jsonpath', 'jsonpointer' and 'xpath'.");
        }
    }

    static JsonElement? Select(JsonPathQuery query, JsonElement value) => query.Select(value).Nodes switch
    {
        [] => null,
        [var only] => only,
        var nodes => JsonValues.Array(nodes),
    };

    static JsonElement? Select(XPathQuery query, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? query.Select(JsonText.Decode(value), out _) : null;

    static string? TypeOf(Node type) => Text(type is Node.Mapping mapping ? mapping["type"] : type);

    static string? Text(Node? node) =>
        node is Node.Scalar { Value: { ValueKind: JsonValueKind.String } value } ? JsonText.Decode(value) : null;
}
