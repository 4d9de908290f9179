using System.Globalization;

namespace ArazzoDurable.Language.Tests.Criteria;

/// <summary>
/// A condition over numbers, texts without digits, booleans, null and members of the body, the same for the same seed; with what it comes
/// to, worked out by the table of the semantics page and by nothing of the product.
/// </summary>
/// <param name="Text">The condition, with as few parentheses as it needs.</param>
/// <param name="Strength">How tightly its outermost operator binds: 0 for ||, 1 for &amp;&amp;, 2 for a comparison, 3 for a single operand.</param>
/// <param name="Value">What it comes to: a boolean, a number, a text or null.</param>
sealed record RandomCondition(string Text, int Strength, object? Value)
{
    /// <summary>The body that conditions read from.</summary>
    public const string Body = """{"one": 1, "ten": 10.0, "word": "Word", "other": "other", "yes": true, "no": false, "nil": null}""";

    static readonly RandomCondition[] Operands =
    [
        new("1", 3, 1m), new("-2.5", 3, -2.5m), new("1e1", 3, 10m), new("\"word\"", 3, "word"), new("\"it's\"", 3, "it's"), new("\"\"", 3, ""),
        new("true", 3, true), new("false", 3, false), new("null", 3, null),
        new("$response.body#/one", 3, 1m), new("$response.body#/ten", 3, 10m), new("$response.body#/word", 3, "Word"),
        new("$response.body#/other", 3, "other"), new("$response.body#/yes", 3, true), new("$response.body#/no", 3, false),
        new("$response.body#/nil", 3, null), new("$response.body#/none", 3, null),
    ];

    static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];

    /// <summary>Whether it holds: it is not missing, null or false.</summary>
    public bool Holds => Value is not (null or false);

#pragma warning disable CA5394 // Conditions have to be the same in every run, not unguessable.
    public static RandomCondition Of(Random random, int depth) => depth == 0
        ? Operands[random.Next(Operands.Length)]
        : random.Next(5) switch
        {
            0 => Or(Of(random, depth - 1), Of(random, depth - 1)),
            1 => And(Of(random, depth - 1), Of(random, depth - 1)),
            2 => Not(Of(random, depth - 1)),
            _ => Compare(Of(random, random.Next(depth)), Comparisons[random.Next(Comparisons.Length)], Of(random, random.Next(depth))),
        };
#pragma warning restore CA5394

    static RandomCondition Or(RandomCondition left, RandomCondition right) => new($"{left.Text} || {right.Text}", 0, left.Holds || right.Holds);

    static RandomCondition And(RandomCondition left, RandomCondition right) => new($"{left.In(1)} && {right.In(1)}", 1, left.Holds && right.Holds);

    static RandomCondition Not(RandomCondition operand) => new($"!{operand.In(3)}", 3, !operand.Holds);

    static RandomCondition Compare(RandomCondition left, string comparison, RandomCondition right) =>
        new($"{left.In(3)} {comparison} {right.In(3)}", 2, Compare(left.Value, comparison, right.Value));

    static bool Compare(object? left, string comparison, object? right) => comparison switch
    {
        "==" => AreEqual(left, right),
        "!=" => !AreEqual(left, right),
        "<" => Order(left, right) < 0,
        "<=" => Order(left, right) <= 0,
        ">" => Order(left, right) > 0,
        _ => Order(left, right) >= 0,
    };

    static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (bool one, bool other) => one == other,
        _ => Order(left, right) == 0,
    };

    // The texts spell neither numbers nor booleans, so nothing else has an order.
    static int? Order(object? left, object? right) => (left, right) switch
    {
        (decimal one, decimal other) => one.CompareTo(other),
        (string one, string other) => string.Compare(one, other, StringComparison.OrdinalIgnoreCase),
        _ => null,
    };

    string In(int strength) => Strength < strength ? string.Create(CultureInfo.InvariantCulture, $"({Text})") : Text;
}
