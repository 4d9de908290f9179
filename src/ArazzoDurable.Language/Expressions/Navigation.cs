using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.JsonPath;
using ArazzoDurable.Language.JsonPath.Evaluation;

namespace ArazzoDurable.Language.Expressions;

/// <summary>Reads a part of a value that may hold sealed secrets at any depth.</summary>
static class Navigation
{
    /// <summary>The value of a text that may be a sealed secret too.</summary>
    public static Evaluation OfText(IExpressionContext context, string? text) =>
        text is null ? Evaluation.Absent : context.Open(JsonValues.String(text));

    /// <summary>What <paramref name="path"/> points to.</summary>
    public static Evaluation Of(IExpressionContext context, JsonElement? root, JsonPointer path) =>
        root is { } value ? Walk(context, value, path.Tokens) : Evaluation.Absent;

    /// <summary>
    /// What <paramref name="path"/> points to inside the member <paramref name="name"/>. When there is no such member, a shorter name is
    /// tried, and what was cut off are properties.
    /// </summary>
    public static Evaluation OfMember(IExpressionContext context, JsonElement? root, string name, JsonPointer path)
    {
        if (root is not { ValueKind: JsonValueKind.Object } value)
            return Evaluation.Absent;
        for (var end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1))
        {
            if (Member(value, name[..end]) is { } member)
                return Walk(context, member, [.. Properties(name, end), .. path.Tokens]);
        }
        return Evaluation.Absent;
    }

    /// <summary>What <paramref name="path"/> points to in a value that is open.</summary>
    public static JsonElement? Resolve(JsonElement value, JsonPointer path)
    {
        JsonElement? current = value;
        foreach (var token in path.Tokens)
        {
            if (current is not { } parent)
                break;
            current = Step(parent, token);
        }
        return current;
    }

    /// <summary>The member of an object, whatever else is in it; null when there is none.</summary>
    public static JsonElement? Member(JsonElement value, string name) => Singular.Child(value, new Selector.Name(name));

    /// <summary>The member or element that <paramref name="token"/> names; null when there is none.</summary>
    public static JsonElement? Step(JsonElement value, string token) => value.ValueKind switch
    {
        JsonValueKind.Object => Member(value, token),
        JsonValueKind.Array => Index(token) is { } index && index < value.GetArrayLength() ? value[index] : null,
        _ => null,
    };

    // A member is looked for in the value as it is kept first: opening a whole body for one of its members would make that member
    // secret because of its neighbours.
    static Evaluation Walk(IExpressionContext context, JsonElement value, ImmutableArray<string> tokens)
    {
        var secret = false;
        foreach (var token in tokens)
        {
            if (Step(value, token) is { } direct)
            {
                value = direct;
                continue;
            }
            var opened = context.Open(value);
            if (opened.Value is not { } clear || Step(clear, token) is not { } next)
                return Evaluation.Absent;
            secret |= opened.IsSecret;
            value = next;
        }
        var last = context.Open(value);
        return last with { IsSecret = last.IsSecret || secret };
    }

    static string[] Properties(string name, int end) => end < name.Length ? name[(end + 1)..].Split('.') : [];

    static int? Index(string token) =>
        (token is "0" || (token.Length > 0 && token[0] is not '0'))
            && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? index
                : null;
}
