using System.Text.Json;

namespace ArazzoDurable.Language.Schemas.Keywords;

/// <summary><c>pattern</c>.</summary>
sealed class PatternKeyword(SchemaNode owner, SchemaPattern pattern) : Keyword(owner, "pattern")
{
    internal override bool Evaluate(in Frame frame)
    {
        if (frame.Value.ValueKind is not JsonValueKind.String)
            return true;
        var text = frame.Value.GetString()!;
        return pattern.IsMatch(text) switch
        {
            true => true,
            false => frame.Tells && frame.Fail(this, $"expected a match of the pattern '{Found.Shorten(pattern.Text)}', found {Other(text)}"),
            null => frame.Tells && frame.Fail(this, TimedOut(pattern, Other(text))),
        };
    }

    internal static string TimedOut(SchemaPattern pattern, string text) =>
        FormattableString.Invariant($"the pattern '{Found.Shorten(pattern.Text)}' timed out after {pattern.Timeout.TotalMilliseconds} ms on {text}");

    static string Other(string text) => $"a string of {Found.Count(text.EnumerateRunes().Count(), "character")}";
}
