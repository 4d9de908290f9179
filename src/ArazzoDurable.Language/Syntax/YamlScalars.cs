using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Mark = ArazzoDurable.Language.Diagnostics.Mark;

namespace ArazzoDurable.Language.Syntax;

/// <summary>Reads YAML scalars: plain ones by the core schema, all others as strings, unless a tag of the core schema says otherwise.</summary>
sealed class YamlScalars(Budget budget, PointerPath path, List<Diagnostic> diagnostics) : IDisposable
{
    const string Core = "tag:yaml.org,2002:";

    // Of a long list of odd tags nobody reads more.
    const int MostTags = 1_000;

    readonly ScalarFactory factory = new();
    int tags;

    /// <summary>Reports a tag that the value cannot have; the value is then read as if it had none.</summary>
    public void CheckTag(NodeEvent start, Mark mark)
    {
        if (start.Tag.IsEmpty || start.Tag.IsNonSpecific)
            return;
        var isKnown = (ShortTag(start), start) switch
        {
            ("str" or "null" or "bool" or "int" or "float", Scalar) => true,
            ("map", MappingStart) or ("seq", SequenceStart) => true,
            _ => false,
        };
        if (!isKnown)
            ReportTag(mark, location => YamlDiagnostics.UnsupportedTag(location, start.Tag.Value));
    }

    void ReportTag(Mark mark, Func<Location, Diagnostic> report)
    {
        if (tags++ < MostTags)
            diagnostics.Add(report(path.At(mark)));
    }

    /// <summary>The value of a scalar; null when the budget ends the reading.</summary>
    public Node.Scalar? Read(Scalar scalar, Mark mark)
    {
        if (!budget.ChargeScalar(scalar.Value.Length, mark))
            return null;
        var isPlain = scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty;
        var value = isPlain ? Plain(scalar.Value, mark) : Tagged(scalar, mark);
        return value is { } known ? new Node.Scalar(known, mark) : null;
    }

    /// <summary>The name of a member whose key is this: the text as it is written, or the value that an alias stands for.</summary>
    public string NameOf(string? text, Node.Scalar key) => key.Value.ValueKind == JsonValueKind.String
        ? key.Value.GetString()!
        : text ?? key.Value.GetRawText();

    public void Dispose() => factory.Dispose();

    JsonElement? Plain(string text, Mark mark)
    {
        if (CoreSchema.IsNull(text))
            return ScalarFactory.Null;
        if (CoreSchema.IsTrue(text))
            return ScalarFactory.True;
        if (CoreSchema.IsFalse(text))
            return ScalarFactory.False;
        if (CoreSchema.IsNumber(text))
            return Number(text, mark);
        if (CoreSchema.IsNotFinite(text))
            diagnostics.Add(YamlDiagnostics.NotFinite(path.At(mark), text));
        return factory.String(text);
    }

    JsonElement? Number(string text, Mark mark) => budget.ChargeNumber(text.Length, mark)
        ? ScalarFactory.Number(CoreSchema.ToJsonNumber(text))
        : null;

    JsonElement? Tagged(Scalar scalar, Mark mark)
    {
        var text = scalar.Value;
        switch (ShortTag(scalar))
        {
            case "null" when CoreSchema.IsNull(text):
                return ScalarFactory.Null;
            case "bool" when CoreSchema.IsTrue(text) || CoreSchema.IsFalse(text):
                return CoreSchema.IsTrue(text) ? ScalarFactory.True : ScalarFactory.False;
            case "int" or "float" when CoreSchema.IsNumber(text):
                return Number(text, mark);
            case "null" or "bool" or "int" or "float":
                ReportTag(mark, location => YamlDiagnostics.TagDoesNotFit(location, scalar.Tag.Value));
                break;
        }
        return factory.String(text);
    }

    static string? ShortTag(NodeEvent start) =>
        !start.Tag.IsEmpty && !start.Tag.IsNonSpecific && start.Tag.Value.StartsWith(Core, StringComparison.Ordinal) ? start.Tag.Value[Core.Length..] : null;
}
