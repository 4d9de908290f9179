using System.Collections.Immutable;
using System.Text;
using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.XPath;

/// <summary>
/// An XPath expression as a document has it, taken apart: every runtime expression in it became a variable, so that its value is never
/// part of the expression.
/// </summary>
/// <param name="Source">The expression for the platform.</param>
/// <param name="Values">What each variable is filled with.</param>
/// <param name="Standard">The expression with every runtime expression in braces.</param>
/// <param name="Readings">The codes of what was read leniently, each once.</param>
sealed record XPathText(string Source, ImmutableArray<EmbeddedText> Values, string Standard, ImmutableArray<string> Readings)
{
    /// <summary>Takes an expression apart, within the <see cref="XPathLimits"/>.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="language">What runtime expressions can name; null when there are none in it, as in selectors and targets.</param>
    /// <param name="error">Why it cannot be used; null when it can.</param>
    public static XPathText? Scan(string text, ConditionLanguage? language, out SyntaxError? error)
    {
        var scan = new Scanning(text, language);
        error = text.Length > XPathLimits.Length
            ? new SyntaxError(XPathLimits.Length, $"The expression is longer than {XPathLimits.Length} characters.")
            : scan.Run();
        return error is null ? new XPathText(scan.Source.ToString(), scan.Values.ToImmutable(), scan.Standard.ToString(), [.. language?.Readings ?? []]) : null;
    }

    sealed class Scanning(string text, ConditionLanguage? language)
    {
        readonly Stack<char> open = new();
        int position;
        int descents;

        public StringBuilder Source { get; } = new();

        public StringBuilder Standard { get; } = new();

        public ImmutableArray<EmbeddedText>.Builder Values { get; } = ImmutableArray.CreateBuilder<EmbeddedText>();

        public SyntaxError? Run()
        {
            SyntaxError? error = null;
            while (error is null && position < text.Length)
            {
                error = text[position] switch
                {
                    '\'' or '"' => Literal(),
                    '{' or '$' => Expression(),
                    '(' => Open(')'),
                    '[' => Open(']'),
                    ')' or ']' => Close(),
                    '/' when Follows("/") => ++descents > XPathLimits.Descents ? Fail($"The expression has more than {XPathLimits.Descents} times '//'.") : Take(2),
                    var c when IsNameStart(c) => Name(),
                    _ => Take(1),
                };
            }
            return error ?? (open.TryPeek(out var missing) ? Fail($"'{missing}' is missing.") : null);
        }

        SyntaxError? Open(char close)
        {
            open.Push(close);
            return open.Count > XPathLimits.Nesting ? Fail($"The expression is nested deeper than {XPathLimits.Nesting} levels.") : Take(1);
        }

        SyntaxError? Close() => open.TryPop(out var expected) && text[position] == expected ? Take(1) : Fail($"'{text[position]}' is not expected here.");

        // XPath 1.0 has no escapes in literals: a literal ends at the next quote of its kind.
        SyntaxError? Literal()
        {
            var close = text.IndexOf(text[position], position + 1);
            if (close < 0)
                return Fail("The quote is not closed.");
            if (language?.ExpressionsIn(text[(position + 1)..close]) is not { } value)
                return Take(close + 1 - position);
            Source.Append(XPathScope.Reference(Values.Count));
            Values.Add(value);
            Standard.Append(text[position]).Append(value.Braced).Append(text[position]);
            position = close + 1;
            return null;
        }

        SyntaxError? Expression()
        {
            if (language is null)
                return Fail($"'{text[position]}' is not expected here.");
            if (text[position] == '$')
                return Bare(language);
            var close = text.IndexOf('}', position);
            if (!Follows("$") || close < 0)
                return Fail("A brace begins a runtime expression, '{$…}'.");
            if (!RuntimeExpression.TryParse(text[(position + 1)..close], language.Declarations, out var expression, out var error))
                return error with { Position = error.Position + position + 1 };
            Bind(expression, close + 1 - position);
            return null;
        }

        // XPath's own variables look the same, but a condition has none.
        SyntaxError? Bare(ConditionLanguage conditions)
        {
            var run = text[position..Names.EndOfIdentifier(text, position + 1)];
            if (!conditions.IsLenient || EmbeddedText.Scan(run, conditions.Declarations, takeBare: true).Parts is not [EmbeddedText.Part.Expression { Value: var expression }, ..])
                return Fail("A runtime expression is written in braces here, '{$…}', and there are no variables.");
            conditions.Read(ExpressionCodes.BareExpression);
            Bind(expression, expression.Text.Length);
            return null;
        }

        void Bind(RuntimeExpression expression, int length)
        {
            Source.Append(XPathScope.Reference(Values.Count));
            Values.Add(new EmbeddedText([new EmbeddedText.Part.Expression(expression)], null, []));
            Standard.Append('{').Append(expression.Text).Append('}');
            position += length;
        }

        SyntaxError? Name()
        {
            var end = position;
            while (end < text.Length && (IsNameStart(text[end]) || char.IsDigit(text[end]) || text[end] is '-' or '.' or ':'))
                end++;
            var isCall = text.AsSpan(end).TrimStart() is ['(', ..];
            if (isCall && TextFunction.IsName(text[position..end]))
                Source.Append(XPathScope.FunctionPrefix).Append(':');
            return Take(end - position);
        }

        static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

        bool Follows(string next) => string.CompareOrdinal(text, position + 1, next, 0, next.Length) == 0;

        SyntaxError? Take(int length)
        {
            Source.Append(text, position, length);
            Standard.Append(text, position, length);
            position += length;
            return null;
        }

        SyntaxError Fail(string message) => new(position, message);
    }
}
