using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Syntax;

/// <summary>Reads JSON into nodes.</summary>
sealed class JsonNodeReader
{
    readonly List<Diagnostic> diagnostics = [];
    readonly PointerPath path = new();
    readonly Budget budget;

    JsonNodeReader(SyntaxLimits limits) => budget = new Budget(limits, path, diagnostics);

    /// <summary>Reads a text that is UTF-8.</summary>
    /// <returns>Whether it is JSON; when it is not, the result says where it stops being so.</returns>
    public static bool Read(ReadOnlySpan<byte> text, SyntaxLimits limits, out SyntaxResult result)
    {
        var nodes = new JsonNodeReader(limits);
        // One level more than allowed, so that the budget and not the tokenizer refuses the text.
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = limits.Depth + 1 });
        try
        {
            reader.Read();
            var marks = new MarkCounter(text);
            var root = nodes.ReadNode(ref reader, ref marks, 1);
            if (root is not null)
                reader.Read();
            result = new SyntaxResult(root, [.. nodes.diagnostics]);
            return true;
        }
        catch (JsonException exception)
        {
            result = new SyntaxResult(null, [NotJson(text, exception)]);
            return false;
        }
    }

    static Diagnostic NotJson(ReadOnlySpan<byte> text, JsonException exception)
    {
        var mark = MarkCounter.Of(text, exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0);
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var reason = end < 0 ? exception.Message : exception.Message[..end];
        return Diagnostic.Error(DiagnosticCodes.Unreadable, new Location(JsonPointer.Root, mark), $"The text is not JSON: {reason}");
    }

    Node? ReadNode(ref Utf8JsonReader reader, ref MarkCounter marks, int depth)
    {
        var mark = marks.At((int)reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref reader, ref marks, mark, depth),
            JsonTokenType.StartArray => ReadArray(ref reader, ref marks, mark, depth),
            JsonTokenType.String => ReadString(ref reader, mark),
            JsonTokenType.Number => budget.ChargeNumber(reader.ValueSpan.Length, mark) ? ReadScalar(ref reader, mark) : null,
            JsonTokenType.True => ReadLiteral(ScalarFactory.True, mark),
            JsonTokenType.False => ReadLiteral(ScalarFactory.False, mark),
            JsonTokenType.Null => ReadLiteral(ScalarFactory.Null, mark),
            _ => throw new UnreachableException($"A value does not begin with {reader.TokenType}."),
        };
    }

    Node.Scalar? ReadLiteral(JsonElement value, Mark mark) => budget.ChargeScalar(0, mark) ? new Node.Scalar(value, mark) : null;

    Node.Scalar? ReadScalar(ref Utf8JsonReader reader, Mark mark) =>
        budget.ChargeScalar(reader.ValueSpan.Length, mark) ? new Node.Scalar(JsonElement.ParseValue(ref reader), mark) : null;

    Node.Scalar? ReadString(ref Utf8JsonReader reader, Mark mark)
    {
        if (SurrogateEscapes.ArePaired(reader.ValueSpan, reader.ValueIsEscaped))
            return ReadScalar(ref reader, mark);
        ReportHalfCharacter(mark);
        return budget.ChargeScalar(0, mark) ? new Node.Scalar(ScalarFactory.Null, mark) : null;
    }

    Node.Sequence? ReadArray(ref Utf8JsonReader reader, ref MarkCounter marks, Mark mark, int depth)
    {
        if (!budget.Enter(depth, mark))
            return null;
        var items = ImmutableArray.CreateBuilder<Node>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            path.Push(items.Count);
            if (ReadNode(ref reader, ref marks, depth + 1) is not { } item)
                return null;
            path.Pop();
            items.Add(item);
        }
        return new Node.Sequence(items.DrainToImmutable(), mark);
    }

    Node.Mapping? ReadObject(ref Utf8JsonReader reader, ref MarkCounter marks, Mark mark, int depth)
    {
        if (!budget.Enter(depth, mark))
            return null;
        var members = new MemberList();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var nameMark = marks.At((int)reader.TokenStartIndex);
            if (!budget.ChargeName(reader.ValueSpan.Length, nameMark))
                return null;
            var name = ReadName(ref reader, nameMark);
            reader.Read();
            path.Push(name);
            if (ReadNode(ref reader, ref marks, depth + 1) is not { } value)
                return null;
            if (members.MarkOf(name) is { } first)
                diagnostics.Add(SyntaxDiagnostics.DuplicateKey(name, path.At(nameMark), first));
            else
                members.Add(new Member(name, nameMark, value));
            path.Pop();
        }
        return new Node.Mapping(members.ToImmutable(), mark);
    }

    string ReadName(ref Utf8JsonReader reader, Mark mark)
    {
        if (SurrogateEscapes.ArePaired(reader.ValueSpan, reader.ValueIsEscaped))
            return reader.GetString()!;
        ReportHalfCharacter(mark);
        return "\uFFFD";
    }

    void ReportHalfCharacter(Mark mark) => diagnostics.Add(SyntaxDiagnostics.HalfCharacter(path.At(mark)));
}
