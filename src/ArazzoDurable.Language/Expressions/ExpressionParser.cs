using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Expressions;

/// <summary>Reads one runtime expression (Arazzo 1.1.0, Runtime Expressions: the ABNF, and properties and indexes after it).</summary>
sealed class ExpressionParser(string text, IDeclarations declarations)
{
    /// <summary>The longest expression that is read.</summary>
    public const int MaxLength = 2_048;

    // Every shorter prefix of a dotted name may be looked up.
    const int MaxNames = 64;

    const string Roots = "$url, $method, $statusCode, $request, $response, $inputs, $outputs, $steps, $workflows, $sourceDescriptions, $components, $message, $self";

    public SyntaxError? Error { get; private set; }

    public RuntimeExpression? Parse()
    {
        if (text.Length > MaxLength)
            return Fail(text[0] == '$' ? 1 : 0, string.Create(CultureInfo.InvariantCulture, $"An expression has at most {MaxLength} characters."));
        var dot = text.AsSpan().IndexOfAny('.', '[', '#');
        var root = dot < 0 ? text : text[..dot];
        var expression = root switch
        {
            "$url" => Alone(dot, new RuntimeExpression.Url(text)),
            "$method" => Alone(dot, new RuntimeExpression.Method(text)),
            "$statusCode" => Alone(dot, new RuntimeExpression.StatusCode(text)),
            "$self" => Alone(dot, new RuntimeExpression.Self(text)),
            "$request" => AfterDot(root, out var rest) ? Request(rest) : null,
            "$response" => AfterDot(root, out var rest) ? Response(rest) : null,
            "$inputs" => AfterDot(root, out var rest) ? Input(rest) : null,
            "$outputs" => AfterDot(root, out var rest) ? Output(rest) : null,
            "$steps" => AfterDot(root, out var rest) ? StepOutput(rest) : null,
            "$workflows" => AfterDot(root, out var rest) ? OfWorkflow(rest) : null,
            "$sourceDescriptions" => AfterDot(root, out var rest) ? Source(rest) : null,
            "$components" => AfterDot(root, out var rest) ? Component(rest) : null,
            "$message" => AfterDot(root, out var rest) ? Message(rest) : null,
            _ => Fail(0, $"A runtime expression begins with one of {Roots}."),
        };
        return Error is null ? expression : null;
    }

    RuntimeExpression? Alone(int dot, RuntimeExpression expression) =>
        dot < 0 ? expression : Fail(dot, $"Nothing may follow '{text[..dot]}'.");

    bool AfterDot(string root, out int rest)
    {
        rest = root.Length + 1;
        if (rest < text.Length && text[rest - 1] == '.')
            return true;
        Fail(root.Length, $"'{root}' must be followed by a dot and a name.");
        return false;
    }

    RuntimeExpression? Request(int start)
    {
        if (IsBody(start, "body", out var end) || IsBody(start, "payload", out end))
            return new RuntimeExpression.RequestBody(text, PathFrom(end));
        if (After(start, "header.", out var header))
            return HeaderName(header) is { } name ? new RuntimeExpression.RequestHeader(text, name) : null;
        if (After(start, "query.", out var query))
            return RestAsName(query) is { } name ? new RuntimeExpression.RequestQuery(text, name) : null;
        if (After(start, "path.", out var path))
            return RestAsName(path) is { } name ? new RuntimeExpression.RequestPath(text, name) : null;
        return Fail(start, "'$request.' must be followed by 'header.', 'query.', 'path.' or 'body'.");
    }

    RuntimeExpression? Response(int start)
    {
        if (IsBody(start, "body", out var end) || IsBody(start, "payload", out end))
            return new RuntimeExpression.ResponseBody(text, PathFrom(end));
        if (After(start, "header.", out var header))
            return HeaderName(header) is { } name ? new RuntimeExpression.ResponseHeader(text, name) : null;
        return OfNothing(start) ?? Fail(start, "'$response.' must be followed by 'header.' or 'body'.");
    }

    RuntimeExpression? Message(int start)
    {
        if (IsBody(start, "payload", out var end) || IsBody(start, "body", out end))
        {
            _ = PathFrom(end);
            return new RuntimeExpression.Message(text);
        }
        if (After(start, "header.", out var header))
            return HeaderName(header) is null ? null : new RuntimeExpression.Message(text);
        return OfNothing(start) ?? Fail(start, "'$message.' must be followed by 'header.' or 'payload'.");
    }

    // The grammar has one list of sources for requests, responses and messages.
    RuntimeExpression.Nothing? OfNothing(int start) =>
        (After(start, "query.", out var name) || After(start, "path.", out name)) && RestAsName(name) is not null ? new RuntimeExpression.Nothing(text) : null;

    RuntimeExpression.Inputs? Input(int start) =>
        Member(start, declarations.HasInput, out var name, out var path) ? new RuntimeExpression.Inputs(text, name, path) : null;

    RuntimeExpression.Outputs? Output(int start) =>
        Member(start, _ => false, out var name, out var path) ? new RuntimeExpression.Outputs(text, name, path) : null;

    RuntimeExpression? StepOutput(int start)
    {
        if (Owner(start, ".outputs.", out var stepId) is not { } member)
            return Fail(start, "'$steps.' must be followed by a step id, '.outputs.' and the name of an output.");
        return Member(member, name => declarations.HasStepOutput(stepId, name), out var name, out var path)
            ? new RuntimeExpression.StepOutputs(text, stepId, name, path)
            : null;
    }

    RuntimeExpression? OfWorkflow(int start)
    {
        if (Owner(start, ".outputs.", out var workflowId) is { } output)
        {
            return Member(output, name => declarations.HasWorkflowOutput(workflowId, name), out var name, out var path)
                ? new RuntimeExpression.WorkflowOutputs(text, workflowId, name, path)
                : null;
        }
        if (Owner(start, ".inputs.", out workflowId) is { } input)
        {
            return Member(input, name => declarations.HasWorkflowInput(workflowId, name), out var name, out var path)
                ? new RuntimeExpression.WorkflowInputs(text, workflowId, name, path)
                : null;
        }
        return Fail(start, "'$workflows.' must be followed by a workflow id, '.inputs.' or '.outputs.', and a name.");
    }

    RuntimeExpression? Source(int start)
    {
        var dot = text.IndexOf('.', start);
        if (dot <= start || dot + 1 == text.Length || !Names.IsIdentifier(text.AsSpan(start, dot - start)))
            return Fail(start, "'$sourceDescriptions.' must be followed by the name of a source, a dot and a reference.");
        if (Owner(dot + 1, ".outputs.", out var workflowId) is { } output)
        {
            return Member(output, _ => false, out var name, out var path)
                ? new RuntimeExpression.SourceWorkflowOutputs(text, text[start..dot], workflowId, name, path)
                : null;
        }
        return RestAsName(dot + 1) is { } reference
            ? new RuntimeExpression.SourceDescription(text, text[start..dot], reference)
            : null;
    }

    RuntimeExpression? Component(int start)
    {
        var dot = text.IndexOf('.', start);
        var kind = dot < 0 ? "" : text[start..dot];
        if (kind is not ("parameters" or "successActions" or "failureActions" or "inputs"))
            return Fail(start, "'$components.' must be followed by 'parameters.', 'successActions.', 'failureActions.' or 'inputs.' and a name.");
        return Names.IsIdentifier(text.AsSpan(dot + 1))
            ? new RuntimeExpression.Component(text, kind, text[(dot + 1)..], kind is "parameters" ? declarations.ComponentParameter(text[(dot + 1)..]) : null)
            : Fail(dot + 1, "The name of a component has letters, digits, '.', '-' and '_' only.");
    }

    // The dotted run is one name or a name and properties; the longest declared one decides, else all of it is the name.
    bool Member(int start, Func<string, bool> isDeclared, [NotNullWhen(true)] out string? name, out JsonPointer path)
    {
        name = null;
        path = JsonPointer.Root;
        var end = Names.EndOfRun(text, start);
        var tried = 0;
        for (var length = end; length > start && tried < MaxNames; length = text.LastIndexOf('.', length - 1, length - start))
        {
            tried++;
            if (!isDeclared(text[start..length]))
                continue;
            name = text[start..length];
            path = PathFrom(length);
            return Error is null;
        }
        var run = text.AsSpan(start, end - start);
        if (!Names.IsIdentifier(run) || run[0] == '.' || run[^1] == '.' || run.Contains("..", StringComparison.Ordinal))
        {
            Fail(start, "A name of letters, digits, '.', '-' and '_' is missing.");
            return false;
        }
        name = run.ToString();
        path = PathFrom(end);
        return Error is null;
    }

    int? Owner(int start, string separator, out string id)
    {
        var end = text.IndexOf(separator, start, StringComparison.Ordinal);
        id = end < 0 ? "" : text[start..end];
        return Names.IsIdentifier(id) ? end + separator.Length : null;
    }

    JsonPointer PathFrom(int start)
    {
        var path = PropertyPath.Parse(text, start, out var error);
        Error ??= error;
        return path;
    }

    string? HeaderName(int start)
    {
        if (start < text.Length && text.AsSpan(start).IndexOfAnyExcept(Names.TokenCharacters) < 0)
            return text[start..];
        Fail(start, "The name of a header is missing or has a character that a header's name cannot have.");
        return null;
    }

    string? RestAsName(int start)
    {
        var brace = text.AsSpan(start).IndexOfAny('{', '}');
        if (start < text.Length && brace < 0)
            return text[start..];
        Fail(start + Math.Max(brace, 0), brace < 0 ? "A name is missing." : "A name cannot have braces.");
        return null;
    }

    bool IsBody(int start, string word, out int end) =>
        After(start, word, out end) && (end == text.Length || text[end] is '.' or '[' or '#');

    bool After(int start, string word, out int end)
    {
        end = start + word.Length;
        return string.CompareOrdinal(text, start, word, 0, word.Length) == 0;
    }

    RuntimeExpression? Fail(int position, string message)
    {
        Error ??= new SyntaxError(position, message);
        return null;
    }
}
