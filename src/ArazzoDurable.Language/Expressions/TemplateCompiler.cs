using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.JsonPath.Evaluation;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Expressions;

/// <summary>Compiles values of a document to templates; what holds no expression becomes one constant.</summary>
sealed class TemplateCompiler(IDeclarations declarations, Dialect dialect, ICollection<Diagnostic> diagnostics)
{
    public ValueTemplate Compile(Node node, Location location) => node switch
    {
        Node.Scalar { Value.ValueKind: JsonValueKind.String } scalar => CompileText(scalar, location),
        Node.Scalar scalar => new ValueTemplate.Constant(scalar.Value),
        _ when !MayHoldExpressions(node) => new ValueTemplate.Constant(NodeJson.ToElement(node)),
        Node.Sequence sequence => CompileSequence(sequence, location),
        Node.Mapping mapping when SelectorTemplate.IsSelector(mapping) => CompileSelector(mapping, location),
        Node.Mapping mapping => CompileMapping(mapping, location),
        _ => throw new UnreachableException(),
    };

    // To make a constant of every level of a deep one would take the square of its depth.
    static bool MayHoldExpressions(Node node) => node switch
    {
        Node.Scalar scalar => scalar.Value.ValueKind == JsonValueKind.String && JsonMarshal.GetRawUtf8Value(scalar.Value).IndexOfAny((byte)'$', (byte)'\\') >= 0,
        Node.Sequence sequence => sequence.Items.Any(MayHoldExpressions),
        Node.Mapping mapping => SelectorTemplate.IsSelector(mapping) || mapping.Members.Any(member => MayHoldExpressions(member.Value)),
        _ => throw new UnreachableException(),
    };

    /// <summary>Takes a text apart and says what is to be said about it.</summary>
    public EmbeddedText Scan(string text, Location location)
    {
        var parts = EmbeddedText.Scan(text, declarations, takeBare: dialect == Dialect.Lenient);
        foreach (var error in parts.Errors)
            diagnostics.Add(ExpressionDiagnostics.InvalidExpression(location, error, "it is sent as text"));
        if (parts.Standard is { } standard)
            diagnostics.Add(ExpressionDiagnostics.BareExpression(location, dialect, standard));
        return parts;
    }

    ValueTemplate CompileText(Node.Scalar scalar, Location location)
    {
        var text = JsonText.Decode(scalar.Value);
        if (!text.Contains('$', StringComparison.Ordinal))
            return new ValueTemplate.Constant(scalar.Value);
        if (RuntimeExpression.TryParse(text, declarations, out var expression, out var error))
            return new ValueTemplate.Expression(expression);
        var parts = Scan(text, location);
        if (parts.Single is { } single)
            return new ValueTemplate.Expression(single);
        if (parts.HasExpressions)
            return new ValueTemplate.Interpolation(parts);
        if (parts.Standard is null && IsMeantAsExpression(text, error))
            diagnostics.Add(ExpressionDiagnostics.InvalidExpression(location, error, "it is sent as text"));
        return new ValueTemplate.Constant(scalar.Value);
    }

    // An error further in than the root means that the root was one of ours: `$inputs.` is a slip, `$100` is text.
    static bool IsMeantAsExpression(string text, SyntaxError error) => text[0] == '$' && error.Position > 0;

    ValueTemplate CompileSequence(Node.Sequence sequence, Location location)
    {
        var items = sequence.Items
            .Select((item, index) => Compile(item, new Location(location.Pointer.Append(index), item.Mark)))
            .ToImmutableArray();
        return items.All(item => item is ValueTemplate.Constant)
            ? new ValueTemplate.Constant(NodeJson.ToElement(sequence))
            : new ValueTemplate.Array(items);
    }

    ValueTemplate CompileMapping(Node.Mapping mapping, Location location)
    {
        var members = mapping.Members
            .Select(member => KeyValuePair.Create(member.Name, Compile(member.Value, Inside(location, member))))
            .ToImmutableArray();
        return members.All(member => member.Value is ValueTemplate.Constant)
            ? new ValueTemplate.Constant(NodeJson.ToElement(mapping))
            : new ValueTemplate.Object(members);
    }

    ValueTemplate CompileSelector(Node.Mapping mapping, Location location)
    {
        if (!declarations.HasSelectors)
        {
            if (SelectorTemplate.IsMeantAsSelector(mapping))
                diagnostics.Add(ExpressionDiagnostics.SelectorOf11(location));
            return CompileMapping(mapping, location);
        }
        if (SelectorTemplate.TryCompile(mapping, declarations, out var selector, out var problem))
            return new ValueTemplate.Selection(selector);
        diagnostics.Add(Diagnostic.Warning(ExpressionCodes.InvalidSelector, location, problem));
        return CompileMapping(mapping, location);
    }

    static Location Inside(Location location, Member member) => new(location.Pointer.Append(member.Name), member.Value.Mark);
}
