using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Language.JsonPath;
using ArazzoDurable.Language.XPath;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>Sets values at places of a payload, one replacement after the other, each over what those before it made.</summary>
sealed class PayloadReplacing
{
    JsonNode? root;

    PayloadReplacing(JsonNode? root) => this.root = root;

    /// <summary>Sets the values.</summary>
    /// <param name="replacements">What to set where.</param>
    /// <param name="context">What expressions read from.</param>
    /// <param name="body">The payload; null when there is none yet.</param>
    /// <returns>Why one cannot be set; null when all are.</returns>
    public static StepProblem? Apply(ImmutableArray<ReplacementPlan> replacements, IExpressionContext context, ref JsonElement? body)
    {
        var payload = new PayloadReplacing(body is { } filled ? JsonValues.Node(filled) : new JsonObject());
        foreach (var replacement in replacements)
        {
            switch (replacement.Value.Evaluate(context))
            {
                case TemplateResult.Value value:
                    if (payload.Set(replacement, value.Json) is not { } problem)
                        break;
                    return new StepProblem(PlanCodes.InvalidReplacement, problem);
                case TemplateResult.Missing missing:
                    return new StepProblem("missing-value", $"the replacement at '{replacement.Written}' needs {missing.Expression}, which has no value");
                default:
                    break;
            }
        }
        body = JsonValues.Element(payload.root);
        return null;
    }

    string? Set(ReplacementPlan replacement, JsonElement value) => replacement.Target switch
    {
        ReplacementTarget.Pointer target => Set(target.Place, value) ? null : NoPlace(replacement),
        ReplacementTarget.Query target => Set(target.Select, value, replacement),
        ReplacementTarget.Path target => Set(target.Select, value, replacement),
        ReplacementTarget.Unreadable target => $"the target '{replacement.Written}' {target.Problem}",
        _ => throw new InvalidOperationException("A target of an unknown kind."),
    };

    string? Set(JsonPathQuery query, JsonElement value, ReplacementPlan replacement)
    {
        if (query.Locate(JsonValues.Element(root)) is not { } places)
            return $"the target '{replacement.Written}' selects from more values than it may";
        var outermost = Outermost(places);
        return outermost.Count > 0 && outermost.TrueForAll(place => Set(place, value)) ? null : NoPlace(replacement);
    }

    // A place inside of another one is gone when that is set.
    static List<JsonPointer> Outermost(ImmutableArray<JsonPointer> places)
    {
        var all = places.ToHashSet();
        return [.. places.Where(place => !Outer(place).Any(all.Contains))];
    }

    static IEnumerable<JsonPointer> Outer(JsonPointer place)
    {
        var outer = JsonPointer.Root;
        foreach (var token in place.Tokens)
        {
            yield return outer;
            outer = outer.Append(token);
        }
    }

    string? Set(XPathQuery path, JsonElement value, ReplacementPlan replacement)
    {
        if (root is not JsonValue text || !text.TryGetValue<string>(out var xml))
            return $"the target '{replacement.Written}' is XPath, but the request body is no XML text";
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            return $"the value for '{replacement.Written}' is {(value.ValueKind is JsonValueKind.Array ? "a list" : "an object")}, which XML has no text for";
        var written = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null => "",
            _ => value.GetRawText(),
        };
        if (path.Replace(xml, written, out var problem) is not { } replaced)
            return problem is null ? NoPlace(replacement) : $"the request body {problem}";
        root = JsonValue.Create(replaced);
        return null;
    }

    static string NoPlace(ReplacementPlan replacement) => $"the request body has no place '{replacement.Written}' to put a value";

    bool Set(JsonPointer target, JsonElement value)
    {
        var tokens = target.Tokens;
        var node = JsonValues.Node(value);
        if (tokens.IsEmpty)
        {
            root = node;
            return true;
        }
        var parent = root;
        foreach (var token in tokens[..^1])
            parent = Child(parent, token);
        switch (parent)
        {
            case JsonObject members:
                members[tokens[^1]] = node;
                return true;
            case JsonArray items when tokens[^1] == "-":
                items.Add(node);
                return true;
            case JsonArray items when Index(tokens[^1], items) is { } index:
                items[index] = node;
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
}
