using System.Text.Json;

namespace ArazzoDurable.Language.Expressions;

/// <summary>What a template came to.</summary>
public abstract record TemplateResult
{
    TemplateResult()
    {
    }

    /// <summary>A value.</summary>
    /// <param name="Json">The value; it may be an explicit null.</param>
    /// <param name="IsSecret">Whether a secret is in it.</param>
    public sealed record Value(JsonElement Json, bool IsSecret) : TemplateResult;

    /// <summary>The template is one expression, and that has no value: what it is for is left out, or fails when it is required.</summary>
    /// <param name="Expression">The expression as it is written.</param>
    public sealed record Absent(string Expression) : TemplateResult;

    /// <summary>An expression inside a longer string has no value, so the string cannot be made.</summary>
    /// <param name="Expression">The expression as it is written.</param>
    public sealed record Missing(string Expression) : TemplateResult;

    /// <summary>The text that was made is no JSON where JSON is to be sent. Comes from <see cref="JsonTextTemplate"/> only.</summary>
    /// <param name="Reason">Why, without any of the text.</param>
    public sealed record Invalid(string Reason) : TemplateResult;
}
