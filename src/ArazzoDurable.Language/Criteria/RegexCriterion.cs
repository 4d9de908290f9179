using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Criteria;

/// <summary>
/// A regular expression that is looked for anywhere in the context's text. Matching takes linear time, and no more than one second; a
/// pattern that needs backtracking (look-around, back-references) or is too large for linear matching gets 100 ms. A value that stands in the pattern stands for itself.
/// </summary>
sealed class RegexCriterion : CompiledCriterion
{
    /// <summary>The longest pattern, in UTF-16 code units.</summary>
    public const int MaxPattern = 1024;

    /// <summary>The longest text that is searched, in UTF-16 code units.</summary>
    public const int MaxText = 1024 * 1024;

    static readonly TimeSpan LinearLimit = TimeSpan.FromSeconds(1);

    static readonly TimeSpan BacktrackingLimit = TimeSpan.FromMilliseconds(100);

    readonly RuntimeExpression source;
    readonly EmbeddedText? pattern;
    readonly Regex? regex;

    public RegexCriterion(RuntimeExpression source, Regex regex)
        : base([source]) => (this.source, this.regex) = (source, regex);

    public RegexCriterion(RuntimeExpression source, EmbeddedText pattern)
        : base([source, .. pattern.References]) => (this.source, this.pattern) = (source, pattern);

    public override CriterionOutcome Evaluate(IExpressionContext context)
    {
        if (ContextValue.Of(source, context, out var report) is not { } value)
            return new CriterionOutcome(Holds: false, report);
        var text = JsonValues.Text(value);
        if (text.Length > MaxText)
            return new CriterionOutcome(Holds: false, $"The context '{source.Text}' is longer than {MaxText} characters.");
        if ((regex ?? Filled(context, out report)) is not { } built)
            return new CriterionOutcome(Holds: false, report);
        try
        {
            return new CriterionOutcome(built.IsMatch(text), null);
        }
        catch (RegexMatchTimeoutException)
        {
            return new CriterionOutcome(Holds: false, $"The regular expression took longer than {built.MatchTimeout.TotalMilliseconds} ms.");
        }
    }

    /// <summary>Builds a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="regex">The regular expression; null when the pattern is none.</param>
    /// <param name="problem">What is wrong with the pattern, without any of it.</param>
    public static bool TryBuild(string pattern, [NotNullWhen(true)] out Regex? regex, [NotNullWhen(false)] out string? problem)
    {
        regex = null;
        problem = null;
        if (pattern.Length > MaxPattern)
        {
            problem = $"The regular expression is longer than {MaxPattern} characters.";
            return false;
        }
        try
        {
            regex = Build(pattern);
            return true;
        }
        catch (RegexParseException exception)
        {
            problem = $"The regular expression is not valid at offset {exception.Offset} ({exception.Error}).";
            return false;
        }
    }

    static Regex Build(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, LinearLimit);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, BacktrackingLimit);
        }
    }

    Regex? Filled(IExpressionContext context, out string? report)
    {
        if (TextFiller.Fill(pattern!, context, static (value, _) => RegexText.Escape(value), out var text, out _) is { } missing)
        {
            report = Reports.NoValue(missing);
            return null;
        }
        return TryBuild(text, out var built, out report) ? built : null;
    }
}
