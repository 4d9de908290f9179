using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Expressions;

/// <summary>
/// JSON that a document gives as text, with expressions in it. Text that parses as JSON is a structure, in which a string that is exactly
/// one <c>{$…}</c> keeps its type. In any other text a value is written as JSON, or inside quotes as the escaped part of that string, so
/// that no value can change the structure around it; the result must parse.
/// </summary>
public sealed class JsonTextTemplate
{
    readonly ValueTemplate? structure;
    readonly EmbeddedText? text;

    JsonTextTemplate(ValueTemplate structure) => this.structure = structure;

    JsonTextTemplate(EmbeddedText text) => this.text = text;

    /// <summary>The expressions in it, for checks.</summary>
    public ImmutableArray<RuntimeExpression> References => structure?.References ?? text!.References;

    /// <summary>Compiles a text.</summary>
    /// <param name="text">The text and where it stands.</param>
    /// <param name="declarations">The names that expressions can use.</param>
    /// <param name="dialect">Whether bare expressions are taken, as in <see cref="ValueTemplate"/>.</param>
    /// <param name="diagnostics">Takes what is to be said about it.</param>
    public static JsonTextTemplate Compile(Text text, IDeclarations declarations, Dialect dialect, ICollection<Diagnostic> diagnostics)
    {
        var compiler = new TemplateCompiler(declarations, dialect, diagnostics);
        var trimmed = text.Value.Trim();
        if (JsonValues.TryParse(trimmed, out var json))
            return new JsonTextTemplate(compiler.Compile(ElementNodes.ToNode(json, text.Location.Mark), text.Location));
        if (RuntimeExpression.TryParse(trimmed, declarations, out var whole, out _))
            return new JsonTextTemplate(new ValueTemplate.Expression(whole));
        var parts = compiler.Scan(trimmed, text.Location);
        return parts.Single is { } single ? new JsonTextTemplate(new ValueTemplate.Expression(single)) : new JsonTextTemplate(parts);
    }

    /// <summary>Fills in the values.</summary>
    public TemplateResult Evaluate(IExpressionContext context) => structure?.Evaluate(context) ?? Fill(text!, context);

    static TemplateResult Fill(EmbeddedText text, IExpressionContext context)
    {
        var quotes = new QuoteTracker();
        var filled = new StringBuilder();
        var secret = false;
        foreach (var part in text.Parts)
        {
            if (part is EmbeddedText.Part.Literal literal)
            {
                quotes.Read(literal.Text);
                filled.Append(literal.Text);
                continue;
            }
            var expression = ((EmbeddedText.Part.Expression)part).Value;
            var evaluation = expression.Evaluate(context);
            if (evaluation.Value is not { } value)
                return new TemplateResult.Missing(expression.Text);
            secret |= evaluation.IsSecret;
            filled.Append(quotes.IsInside ? Escaped(value) : JsonValues.Json(value));
        }
        return JsonValues.TryParse(filled.ToString(), out var json)
            ? new TemplateResult.Value(json, secret)
            : new TemplateResult.Invalid("The payload is not valid JSON after its expressions were filled in.");
    }

    static string Escaped(JsonElement value) => JsonValues.Json(JsonValues.String(JsonValues.Text(value)))[1..^1];

    struct QuoteTracker
    {
        bool escaped;

        public bool IsInside { get; private set; }

        public void Read(string text)
        {
            foreach (var c in text)
            {
                if (escaped)
                    escaped = false;
                else if (c == '\\')
                    escaped = IsInside;
                else if (c == '"')
                    IsInside = !IsInside;
            }
        }
    }
}
