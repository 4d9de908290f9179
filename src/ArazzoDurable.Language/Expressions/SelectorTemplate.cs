using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.JsonPath;
using ArazzoDurable.Language.JsonPath.Evaluation;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Expressions;

/// <summary>
/// A Selector Object (Arazzo 1.1.0): a part of a structured value. No node gives no value, one node its value, several an array.
/// </summary>
sealed class SelectorTemplate
{
    readonly JsonPathQuery? query;
    readonly JsonPointer pointer;
    readonly string text;

    SelectorTemplate(RuntimeExpression context, string text, JsonPathQuery? query, JsonPointer pointer) =>
        (Context, this.text, this.query, this.pointer) = (context, text, query, pointer);

    /// <summary>What it selects from.</summary>
    public RuntimeExpression Context { get; }

    /// <summary>Whether an object is a Selector Object: it has all three members.</summary>
    public static bool IsSelector(Node.Mapping mapping) =>
        mapping["context"] is not null && mapping["selector"] is not null && mapping["type"] is not null;

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
        var selected = query is null ? Navigation.Resolve(value, pointer) : Select(query, value);
        return selected is { } found ? new TemplateResult.Value(found, source.IsSecret) : new TemplateResult.Absent($"{Context.Text} {text}");
    }

    static (SelectorTemplate? Template, string? Problem) Compile(RuntimeExpression context, string selector, string? type)
    {
        switch (type)
        {
            case "jsonpath":
                return JsonPathQuery.TryParse(selector, out var query, out var error)
                    ? (new SelectorTemplate(context, selector, query, default), null)
                    : (null, $"The selector is no JSONPath query: {error.Message}");
            case "jsonpointer":
                return JsonPointer.TryParse(selector.TrimStart('#'), out var pointer)
                    ? (new SelectorTemplate(context, selector, null, pointer), null)
                    : (null, "The selector is no JSON Pointer.");
            case "xpath":
                return (null, "XPath selectors are not supported yet.");
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

    static string? TypeOf(Node type) => Text(type is Node.Mapping mapping ? mapping["type"] : type);

    static string? Text(Node? node) =>
        node is Node.Scalar { Value: { ValueKind: JsonValueKind.String } value } ? JsonText.Decode(value) : null;
}
