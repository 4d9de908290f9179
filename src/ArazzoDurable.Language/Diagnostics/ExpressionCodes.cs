namespace ArazzoDurable.Language.Diagnostics;

/// <summary>The codes of what is said about expressions, values and conditions. All are warnings but where it is said.</summary>
public static class ExpressionCodes
{
    /// <summary>A text stands where an expression is expected, or looks like one, and cannot be read as one.</summary>
    public const string InvalidExpression = "invalid-expression";

    /// <summary>A Selector Object cannot be used: its context, selector or type is wrong or not supported.</summary>
    public const string InvalidSelector = "invalid-selector";

    /// <summary>An expression stands inside a longer string without braces.</summary>
    public const string BareExpression = "bare-expression";

    /// <summary>The workflow declares no input of this name.</summary>
    public const string UnknownInput = "unknown-input";

    /// <summary>The workflow has no output of this name.</summary>
    public const string UnknownOutput = "unknown-output";

    /// <summary>The workflow has no step of this id.</summary>
    public const string UnknownStep = "unknown-step";

    /// <summary>The step has no output of this name.</summary>
    public const string UnknownStepOutput = "unknown-step-output";

    /// <summary>The description has no workflow of this id.</summary>
    public const string UnknownWorkflow = "unknown-workflow";

    /// <summary>The workflow has no input of this name.</summary>
    public const string UnknownWorkflowInput = "unknown-workflow-input";

    /// <summary>The workflow has no output of this name.</summary>
    public const string UnknownWorkflowOutput = "unknown-workflow-output";

    /// <summary>The description has no source description of this name.</summary>
    public const string UnknownSource = "unknown-source";

    /// <summary>An expression stands where it never has a value.</summary>
    public const string ExpressionWithoutValue = "expression-without-value";

    /// <summary>A step uses an output of a step that stands after it. An error in the strict dialect of 1.1, else a warning.</summary>
    public const string LaterStepOutput = "later-step-output";

    /// <summary>A condition cannot be parsed; it never holds.</summary>
    public const string InvalidCondition = "invalid-condition";

    /// <summary>A condition of a type that needs a context gives none.</summary>
    public const string MissingContext = "missing-context";

    /// <summary>A condition of type <c>jsonpath</c> is no RFC 9535 query and was read as a comparison.</summary>
    public const string JsonPathComparison = "jsonpath-comparison";

    /// <summary>A filter at the root counts by a singular path; RFC 9535 gives 0 or 1, the author means the elements.</summary>
    public const string FilterOnObject = "filter-on-object";

    /// <summary>A string in a simple condition has double quotes.</summary>
    public const string DoubleQuotedString = "double-quoted-string";

    /// <summary>A string in a condition has no quotes.</summary>
    public const string UnquotedString = "unquoted-string";

    /// <summary>An expression stands inside a string literal of a condition.</summary>
    public const string ExpressionInString = "expression-in-string";

    /// <summary>An expression stands in braces where a condition has it without.</summary>
    public const string BracedExpression = "braced-expression";

    /// <summary>A condition asks a value for its length by a member that is not there.</summary>
    public const string LengthOfValue = "length-of-value";
}
