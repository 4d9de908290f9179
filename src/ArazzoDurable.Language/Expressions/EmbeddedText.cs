using System.Collections.Immutable;
using System.Text;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Expressions;

/// <summary>A string in which expressions stand between text: <c>{$inputs.a}</c>, and the bare form <c>Bearer $inputs.apiToken</c>.</summary>
/// <param name="Parts">Text and expressions in their order.</param>
/// <param name="Standard">The string with every bare expression in braces; null when there is no bare one.</param>
/// <param name="Errors">What looks like an expression and is none; it stays text.</param>
sealed record EmbeddedText(ImmutableArray<EmbeddedText.Part> Parts, string? Standard, ImmutableArray<SyntaxError> Errors)
{
    // Every shorter prefix of a bare expression may be looked up, so its length is bounded.
    const int MaxBareLength = 256;

    // Of a long list of mistakes in one text nobody reads more.
    const int MaxErrors = 10;

    static readonly string[] BareRoots = ["$inputs.", "$steps.", "$workflows."];

    static readonly string[] StepSeparators = [".outputs."];

    static readonly string[] WorkflowSeparators = [".outputs.", ".inputs."];

    public bool HasExpressions => Parts.Any(part => part is Part.Expression);

    /// <summary>The expression, when the text is exactly one in braces.</summary>
    public RuntimeExpression? Single => Parts is [Part.Expression only] ? only.Value : null;

    /// <summary>The text with every expression in braces.</summary>
    public string Braced => string.Concat(Parts.Select(part => part is Part.Expression { Value: var value } ? $"{{{value.Text}}}" : ((Part.Literal)part).Text));

    public ImmutableArray<RuntimeExpression> References => [.. Parts.OfType<Part.Expression>().Select(part => part.Value)];

    /// <summary>Takes a text apart.</summary>
    /// <param name="text">The text.</param>
    /// <param name="declarations">A bare expression ends where the longest declared name does.</param>
    /// <param name="takeBare">Whether bare expressions are expressions; else they are found and stay text.</param>
    public static EmbeddedText Scan(string text, IDeclarations declarations, bool takeBare)
    {
        var scan = new Scanning(text, declarations, takeBare);
        scan.Run();
        return new EmbeddedText(scan.Parts.ToImmutable(), scan.Standard, scan.Errors.ToImmutable());
    }

    public abstract record Part
    {
        public sealed record Literal(string Text) : Part;

        public sealed record Expression(RuntimeExpression Value) : Part;
    }

    sealed class Scanning(string text, IDeclarations declarations, bool takeBare)
    {
        readonly StringBuilder literal = new();
        readonly StringBuilder standard = new();
        bool hasBare;

        public ImmutableArray<Part>.Builder Parts { get; } = ImmutableArray.CreateBuilder<Part>();

        public ImmutableArray<SyntaxError>.Builder Errors { get; } = ImmutableArray.CreateBuilder<SyntaxError>();

        public string? Standard => hasBare ? standard.ToString() : null;

        public void Run()
        {
            var position = 0;
            while (position < text.Length)
            {
                var next = text.IndexOf('$', position);
                if (next < 0)
                    break;
                var braced = next > position && text[next - 1] == '{';
                Literal(position, braced ? next - 1 : next);
                position = braced ? Braced(next - 1) : Bare(next);
            }
            Literal(position, text.Length);
            Flush();
        }

        int Braced(int open)
        {
            var within = text.AsSpan(open, Math.Min(text.Length - open, ExpressionParser.MaxLength + 2)).IndexOf('}');
            var close = open + within;
            SyntaxError? error = null;
            if (within > 0 && RuntimeExpression.TryParse(text[(open + 1)..close], declarations, out var expression, out error))
            {
                Flush();
                Parts.Add(new Part.Expression(expression));
                standard.Append(text, open, close + 1 - open);
                return close + 1;
            }
            if (Errors.Count < MaxErrors)
            {
                Errors.Add(error is null
                    ? new SyntaxError(open, "The brace of this expression is not closed.")
                    : error with { Position = error.Position + open + 1 });
            }
            Literal(open, open + 2);
            return open + 2;
        }

        int Bare(int start)
        {
            if (FindBare(start) is not { } expression)
            {
                Literal(start, start + 1);
                return start + 1;
            }
            hasBare = true;
            var end = start + expression.Text.Length;
            if (takeBare)
            {
                Flush();
                Parts.Add(new Part.Expression(expression));
            }
            else
            {
                literal.Append(text, start, end - start);
            }
            standard.Append('{').Append(expression.Text).Append('}');
            return end;
        }

        RuntimeExpression? FindBare(int start)
        {
            if (Array.Find(BareRoots, root => string.CompareOrdinal(text, start, root, 0, root.Length) == 0) is not { } found)
                return null;
            var longest = Math.Min(Names.EndOfIdentifier(text, start + 1), start + MaxBareLength);
            if (Declared(start + found.Length, longest, found) is not { } declared)
                return null;
            for (var end = longest; end > declared.Start; end--)
            {
                if (declared.IsName(text[declared.Start..end])
                    && RuntimeExpression.TryParse(text[start..end], declarations, out var expression, out _) && IsDeclared(expression))
                {
                    return expression;
                }
            }
            return null;
        }

        // Where the name begins, and whether one is declared: to take every prefix for an expression would cost much more.
        (int Start, Func<string, bool> IsName)? Declared(int start, int end, string root)
        {
            if (root == BareRoots[0])
                return (start, declarations.HasInput);
            foreach (var separator in root == BareRoots[1] ? StepSeparators : WorkflowSeparators)
            {
                var at = text.AsSpan(start, end - start).IndexOf(separator, StringComparison.Ordinal);
                if (at < 0)
                    continue;
                var owner = text[start..(start + at)];
                return (start + at + separator.Length, root == BareRoots[1]
                    ? name => declarations.HasStepOutput(owner, name)
                    : separator == WorkflowSeparators[0] ? name => declarations.HasWorkflowOutput(owner, name) : name => declarations.HasWorkflowInput(owner, name));
            }
            return null;
        }

        bool IsDeclared(RuntimeExpression expression) => expression switch
        {
            RuntimeExpression.Inputs { Path: var path } input => path == JsonPointer.Root && declarations.HasInput(input.Name),
            RuntimeExpression.StepOutputs { Path: var path } output =>
                path == JsonPointer.Root && declarations.HasStepOutput(output.StepId, output.Name),
            RuntimeExpression.WorkflowInputs { Path: var path } input =>
                path == JsonPointer.Root && declarations.HasWorkflowInput(input.WorkflowId, input.Name),
            RuntimeExpression.WorkflowOutputs { Path: var path } output =>
                path == JsonPointer.Root && declarations.HasWorkflowOutput(output.WorkflowId, output.Name),
            _ => false,
        };

        void Literal(int start, int end)
        {
            literal.Append(text, start, end - start);
            standard.Append(text, start, end - start);
        }

        void Flush()
        {
            if (literal.Length == 0)
                return;
            Parts.Add(new Part.Literal(literal.ToString()));
            literal.Clear();
        }
    }
}
