using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Fills in the body of a step's request.</summary>
static class RequestBody
{
    /// <summary>Fills in the template and sets the replacements.</summary>
    /// <param name="plan">The body; null when none is sent.</param>
    /// <param name="context">What expressions read from.</param>
    /// <param name="body">The body; null when there is none.</param>
    /// <param name="problem">Why it cannot be made; null when it can.</param>
    public static bool TryFill(BodyPlan? plan, IExpressionContext context, out JsonElement? body, out StepProblem? problem)
    {
        body = null;
        problem = null;
        if (plan is null)
            return true;
        switch (plan.Text?.Evaluate(context) ?? plan.Payload?.Evaluate(context))
        {
            case TemplateResult.Value value:
                body = value.Json;
                break;
            case TemplateResult.Missing missing:
                problem = Missing("the request body", missing.Expression);
                return false;
            case TemplateResult.Invalid invalid:
                problem = new StepProblem("invalid-body", $"the request body is no JSON: {invalid.Reason}");
                return false;
            case TemplateResult.Absent or null:
                break;
        }
        return plan.Replacements.IsEmpty || TryReplace(plan, context, ref body, out problem);
    }

    static bool TryReplace(BodyPlan plan, IExpressionContext context, ref JsonElement? body, out StepProblem? problem)
    {
        var root = body is { } filled ? JsonValues.Node(filled) : new JsonObject();
        foreach (var (target, template) in plan.Replacements)
        {
            switch (template.Evaluate(context))
            {
                case TemplateResult.Value value:
                    if (TrySet(ref root, target, JsonValues.Node(value.Json)))
                        break;
                    problem = new StepProblem("invalid-replacement", $"the request body has no place '{target}' to put a value");
                    return false;
                case TemplateResult.Missing missing:
                    problem = Missing($"the replacement at '{target}'", missing.Expression);
                    return false;
                default:
                    break;
            }
        }
        body = JsonValues.Element(root);
        problem = null;
        return true;
    }

    static bool TrySet(ref JsonNode? root, JsonPointer target, JsonNode? value)
    {
        var tokens = target.Tokens;
        if (tokens.IsEmpty)
        {
            root = value;
            return true;
        }
        var parent = root;
        foreach (var token in tokens[..^1])
            parent = Child(parent, token);
        switch (parent)
        {
            case JsonObject members:
                members[tokens[^1]] = value;
                return true;
            case JsonArray items when tokens[^1] == "-":
                items.Add(value);
                return true;
            case JsonArray items when Index(tokens[^1], items) is { } index:
                items[index] = value;
                return true;
            default:
                return false;
        }
    }

    static JsonNode? Child(JsonNode? parent, string token) => parent switch
    {
        JsonObject members => members[token],
        JsonArray items when Index(token, items) is { } index => items[index],
        _ => null,
    };

    // An index is written without sign, space or leading zero (RFC 6901, 4).
    static int? Index(string token, JsonArray items) =>
        (token == "0" || token is not ['0', ..]) && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count
            ? index
            : null;

    static StepProblem Missing(string what, string expression) => new("missing-value", $"{what} needs {expression}, which has no value");
}
