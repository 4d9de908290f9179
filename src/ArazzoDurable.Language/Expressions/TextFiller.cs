using System.Text;

namespace ArazzoDurable.Language.Expressions;

/// <summary>Puts the values of expressions into a text.</summary>
static class TextFiller
{
    /// <summary>The text with every expression replaced by its value's text; missing when one has none.</summary>
    public static TemplateResult Fill(EmbeddedText text, IExpressionContext context, Func<string, string>? escape = null)
    {
        if (Fill(text, context, (value, _) => escape?.Invoke(value) ?? value, out var result, out var secret) is { } missing)
            return new TemplateResult.Missing(missing.Text);
        return new TemplateResult.Value(JsonValues.String(result), secret);
    }

    /// <summary>Fills in and escapes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="context">What the expressions read from.</param>
    /// <param name="escape">Makes the value's text fit to stand after the text so far.</param>
    /// <param name="result">The filled text.</param>
    /// <param name="isSecret">Whether a secret is in it.</param>
    /// <returns>The expression that has no value; null when all have one.</returns>
    public static RuntimeExpression? Fill(
        EmbeddedText text, IExpressionContext context, Func<string, Evaluation, string> escape, out string result, out bool isSecret)
    {
        var filled = new StringBuilder();
        isSecret = false;
        result = "";
        foreach (var part in text.Parts)
        {
            if (part is not EmbeddedText.Part.Expression { Value: var expression })
            {
                filled.Append(((EmbeddedText.Part.Literal)part).Text);
                continue;
            }
            var evaluation = expression.Evaluate(context);
            if (evaluation.Value is not { } value)
                return expression;
            isSecret |= evaluation.IsSecret;
            filled.Append(escape(JsonValues.Text(value), evaluation));
        }
        result = filled.ToString();
        return null;
    }
}
