using System.Globalization;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Language.JsonPath;
using ArazzoDurable.Language.XPath;

namespace ArazzoDurable.Language.Criteria;

/// <summary>Compiles one criterion, and says what was read leniently in it.</summary>
sealed class CriterionCompiler(
    Criterion criterion, IDeclarations declarations, Dialect dialect, ICollection<Diagnostic> diagnostics)
{
    /// <summary>The longest condition or selector that is read.</summary>
    public const int MaxCondition = 16_384;

    const string DefaultContext = "$response.body";

    readonly string text = criterion.Condition.Value;

    public CompiledCriterion Compile()
    {
        if (text.Length > MaxCondition)
            return Invalid(string.Create(CultureInfo.InvariantCulture, $"The condition is longer than {MaxCondition} characters."));
        switch (criterion.Type.Kind)
        {
            case CriterionKind.Simple:
                return CompileSimple();
            case CriterionKind.JsonPointer:
                return Invalid("A JSON Pointer is a selector and no condition.");
            default:
                if (ParseContext() is not { } source)
                    return new UnusableCriterion("The condition has no context that can be read.");
                return criterion.Type.Kind switch
                {
                    CriterionKind.Regex => CompileRegex(source),
                    CriterionKind.XPath => CompileXPath(source),
                    _ => CompileJsonPath(source),
                };
        }
    }

    SimpleCriterion? TrySimple(ConditionLanguage language, out SyntaxError? error) =>
        ConditionParser.TryParse(text, language, out var condition, out error) ? Read(language, condition) : null;

    CompiledCriterion CompileSimple() =>
        TrySimple(new ConditionLanguage(declarations, dialect, isComparison: false), out var error) is { } compiled ? compiled : Invalid(error!);

    SimpleCriterion Read(ConditionLanguage language, Condition condition)
    {
        var standard = ConditionPrinter.Simple(condition, null) ?? ConditionPrinter.Query(condition);
        foreach (var code in language.Readings)
            Warn(code, LenientReadings.Message(code), standard is null ? null : $"condition: {standard}");
        return new SimpleCriterion(condition);
    }

    CompiledCriterion CompileRegex(RuntimeExpression source)
    {
        var parts = EmbeddedText.Scan(text, declarations, takeBare: false);
        if (parts.HasExpressions)
            return new RegexCriterion(source, parts);
        return RegexCriterion.TryBuild(text, out var regex, out var problem) ? new RegexCriterion(source, regex) : Invalid(problem);
    }

    CompiledCriterion CompileXPath(RuntimeExpression source)
    {
        var language = new ConditionLanguage(declarations, dialect, isComparison: true);
        if (!XPathQuery.TryParse(text, language, out var query, out var error))
            return Invalid(error, "It is no XPath 1.0, which is what is known of XPath.");
        foreach (var code in query.Text.Readings)
            Warn(code, LenientReadings.Message(code), $"condition: {query.Text.Standard}");
        return new XPathCriterion(source, query);
    }

    CompiledCriterion CompileJsonPath(RuntimeExpression source)
    {
        var marked = BracedOperands.Quote(text);
        if (!JsonPathQuery.TryParse(marked, out var query, out var error))
            return CompileComparison(source, marked, error);
        var language = new ConditionLanguage(declarations, dialect, isComparison: true);
        var template = new QueryTemplate(query, language);
        foreach (var code in language.Readings)
            Warn(code, LenientReadings.Message(code), $"condition: {template.Standard}");
        return new JsonPathCriterion(source, template, dialect == Dialect.Lenient ? OnRoot(source, template, marked) : null);
    }

    // The filter of `$[?…]` as a condition on the root; null when the query is something else, or the filter asks for more than that.
    Condition? OnRoot(RuntimeExpression source, QueryTemplate template, string marked)
    {
        if (template.RootFilter is not { } filter)
            return null;
        var inner = marked.AsSpan(marked.IndexOf('?', StringComparison.Ordinal) + 1).TrimEnd()[..^1].ToString();
        if (!ConditionParser.TryParse(inner, new ConditionLanguage(declarations, dialect, isComparison: true), out var condition, out _))
            return null;
        if (CountsSingular(filter))
        {
            Warn(
                ExpressionCodes.FilterOnObject,
                "Here 'count' gives 0 or 1 by RFC 9535; on an object body the filter is read as a condition on the object, counting elements.",
                (ConditionPrinter.Simple(condition, source) ?? ConditionPrinter.Query(condition)) is { } standard ? $"condition: {standard}" : null);
        }
        return condition;
    }

    static bool CountsSingular(FilterExpression filter) => filter switch
    {
        FilterExpression.Or or => or.Operands.Any(CountsSingular),
        FilterExpression.And and => and.Operands.Any(CountsSingular),
        FilterExpression.Not not => CountsSingular(not.Operand),
        FilterExpression.Comparison comparison => CountsSingular(comparison.Left) || CountsSingular(comparison.Right),
        _ => false,
    };

    static bool CountsSingular(Comparable comparable) => comparable is Comparable.Count { Of.IsSingular: true };

    CompiledCriterion CompileComparison(RuntimeExpression source, string marked, SyntaxError queryError)
    {
        var isGoessner = criterion.Type.Version?.StartsWith("draft-goessner", StringComparison.Ordinal) ?? false;
        if (dialect == Dialect.Strict && !isGoessner)
            return Invalid(queryError, "It is no JSONPath query of RFC 9535.");
        var language = new ConditionLanguage(declarations, dialect, isComparison: true);
        if (!ConditionParser.TryParse(marked, language, out var condition, out var error))
            return Invalid(error);
        var standard = ConditionPrinter.Simple(condition, source) is { } simple
            ? $"condition: {simple} (without context and type)"
            : ConditionPrinter.Query(condition) is { } query ? $"condition: {query}" : null;
        if (dialect == Dialect.Lenient)
            Warn(ExpressionCodes.JsonPathComparison, LenientReadings.Message(ExpressionCodes.JsonPathComparison), standard);
        foreach (var code in language.Readings)
            Warn(code, LenientReadings.Message(code), standard);
        return new ComparisonCriterion(source, condition);
    }

    RuntimeExpression? ParseContext()
    {
        var written = criterion.Context?.Value;
        if (written is null)
        {
            Warn(
                ExpressionCodes.MissingContext,
                dialect == Dialect.Lenient ? $"A condition of this type needs a context; '{DefaultContext}' was taken." : "A condition of this type needs a context; without one it never holds.",
                $"context: {DefaultContext}");
            if (dialect == Dialect.Strict)
                return null;
            written = DefaultContext;
        }
        if (dialect == Dialect.Lenient && written is ['{', '$', .., '}'])
        {
            written = written[1..^1];
            Warn(ExpressionCodes.BracedExpression, LenientReadings.Message(ExpressionCodes.BracedExpression), $"context: {written}");
        }
        if (RuntimeExpression.TryParse(written, declarations, out var expression, out var error))
            return expression;
        Invalid(error, "Its context is no runtime expression.");
        return null;
    }

    UnusableCriterion Invalid(SyntaxError error, string? what = null) =>
        Invalid(what is null ? Reports.Syntax(error) : $"{what} At offset {error.Position}: {error.Message}");

    UnusableCriterion Invalid(string report)
    {
        Warn(ExpressionCodes.InvalidCondition, $"{report} The condition never holds.");
        return new UnusableCriterion(report);
    }

    void Warn(string code, string message, string? hint = null) =>
        diagnostics.Add(Diagnostic.Warning(code, criterion.Condition.Location, message, hint));
}
