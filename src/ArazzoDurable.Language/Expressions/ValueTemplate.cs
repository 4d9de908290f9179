using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Expressions;

/// <summary>
/// A value with runtime expressions at any depth, compiled once and evaluated any number of times. A string that is one expression keeps
/// the type of its value; inside a longer string scalars stand in their string form, objects and arrays as JSON (Arazzo 1.1.0, Runtime
/// Expressions). An expression without a value drops the object member or array element that it stands for.
/// </summary>
public abstract record ValueTemplate
{
    ValueTemplate()
    {
    }

    /// <summary>The expressions in it, for checks; in the order of the text, repetitions included.</summary>
    public ImmutableArray<RuntimeExpression> References => this switch
    {
        Constant => [],
        Expression expression => [.. expression.Value.WithInner],
        Interpolation interpolation => [.. interpolation.Text.References.SelectMany(reference => reference.WithInner)],
        Array array => [.. array.Items.SelectMany(item => item.References)],
        Object mapping => [.. mapping.Members.SelectMany(member => member.Value.References)],
        Selection selection => [.. selection.Selector.Context.WithInner],
        _ => throw new UnreachableException(),
    };

    /// <summary>Compiles a value as it is written in a document.</summary>
    /// <param name="value">The value.</param>
    /// <param name="declarations">The names that expressions can use.</param>
    /// <param name="dialect">Whether <c>Bearer $inputs.apiToken</c> holds an expression (lenient) or is text (strict).</param>
    /// <param name="diagnostics">Takes what is to be said about it: <see cref="ExpressionCodes"/>.</param>
    public static ValueTemplate Compile(
        NodeValue value, IDeclarations declarations, Dialect dialect, ICollection<Diagnostic> diagnostics) =>
        new TemplateCompiler(declarations, dialect, diagnostics).Compile(value.Node, value.Location);

    /// <summary>Fills in the values.</summary>
    public TemplateResult Evaluate(IExpressionContext context) => this switch
    {
        Constant constant => new TemplateResult.Value(constant.Value, IsSecret: false),
        Expression expression => Of(expression.Value.Evaluate(context), expression.Value.Text),
        Selection selection => selection.Selector.Evaluate(context),
        Interpolation interpolation => TextFiller.Fill(interpolation.Text, context, interpolation.Escape),
        Array or Object => new TemplateWriter(context).Write(this),
        _ => throw new UnreachableException(),
    };

    /// <summary>
    /// The same template for a text with a syntax of its own, such as a query string: a value inside a longer string is escaped, so that it
    /// cannot change what stands around it. A string that is one expression stays as it is.
    /// </summary>
    /// <param name="escape">Makes a value's text fit to stand in the text.</param>
    public ValueTemplate Escaping(Func<string, string> escape) => this is Interpolation interpolation ? interpolation with { Escape = escape } : this;

    static TemplateResult Of(Evaluation evaluation, string text) =>
        evaluation.Value is { } value ? new TemplateResult.Value(value, evaluation.IsSecret) : new TemplateResult.Absent(text);

    internal sealed record Constant(JsonElement Value) : ValueTemplate;

    internal sealed record Expression(RuntimeExpression Value) : ValueTemplate;

    internal sealed record Interpolation(EmbeddedText Text, Func<string, string>? Escape = null) : ValueTemplate;

    internal sealed record Array(ImmutableArray<ValueTemplate> Items) : ValueTemplate;

    internal sealed record Object(ImmutableArray<KeyValuePair<string, ValueTemplate>> Members) : ValueTemplate;

    internal sealed record Selection(SelectorTemplate Selector) : ValueTemplate;
}
