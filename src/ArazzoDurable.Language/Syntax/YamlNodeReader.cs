using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using ArazzoDurable.Language.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Mark = ArazzoDurable.Language.Diagnostics.Mark;

namespace ArazzoDurable.Language.Syntax;

/// <summary>Reads the events of a YAML text into nodes, each charged to the budget before it is kept.</summary>
sealed class YamlNodeReader : IDisposable
{
    static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code).Except(['\t', '\n', '\r'])]);

    readonly List<Diagnostic> diagnostics = [];
    readonly PointerPath path = new();
    readonly Dictionary<string, Anchor> anchors = new(StringComparer.Ordinal);
    readonly YamlEvents events;
    readonly Budget budget;
    readonly YamlScalars scalars;
    bool saidMerge;

    YamlNodeReader(string text, SyntaxLimits limits)
    {
        events = new YamlEvents(text);
        budget = new Budget(limits, path, diagnostics);
        scalars = new YamlScalars(budget, path, diagnostics);
    }

    sealed record Anchor(Node? Node, Budget.Cost Cost);

    /// <summary>Reads a text that is UTF-8.</summary>
    public static SyntaxResult Read(ReadOnlySpan<byte> utf8, SyntaxLimits limits)
    {
        var text = Encoding.UTF8.GetString(utf8);
        if (text.AsSpan().IndexOfAny(Controls) is >= 0 and var index)
        {
            var mark = new MarkCounter(utf8).At(Encoding.UTF8.GetByteCount(text.AsSpan(0, index)));
            return new SyntaxResult(null, [YamlDiagnostics.ControlCharacter(mark, text[index])]);
        }
        using var reader = new YamlNodeReader(text, limits);
        try
        {
            reader.events.MoveNext();
            var root = reader.ReadDocument();
            return new SyntaxResult(root, [.. reader.diagnostics]);
        }
        catch (YamlException exception)
        {
            return new SyntaxResult(null, [.. reader.diagnostics, YamlDiagnostics.NotYaml(text, exception)]);
        }
    }

    public void Dispose() => scalars.Dispose();

    Node? ReadDocument()
    {
        events.Pass<StreamStart>();
        if (events.Current is StreamEnd)
        {
            diagnostics.Add(YamlDiagnostics.Empty());
            return null;
        }
        events.Pass<DocumentStart>();
        var root = ReadNode(1);
        if (root is null)
            return null;
        events.Pass<DocumentEnd>();
        if (events.Current is DocumentStart another)
            diagnostics.Add(YamlDiagnostics.AnotherDocument(MarkOf(another)));
        return root;
    }

    /// <summary>Reads the node that begins at the current event, and moves behind it; null when the budget ends the reading.</summary>
    Node? ReadNode(int depth)
    {
        if (events.Current is AnchorAlias alias)
            return ReadAlias(alias, depth);
        var start = events.Expect<NodeEvent>();
        if (start.Anchor.IsEmpty)
            return ReadContent(start, depth);
        var name = start.Anchor.Value;
        var open = new Anchor(null, default);
        anchors[name] = open;
        var before = budget.Begin(depth - 1);
        var node = ReadContent(start, depth);
        // A node inside may have taken the name over; then the name stays with that one.
        if (ReferenceEquals(anchors[name], open))
            anchors[name] = new Anchor(node, budget.End(before));
        else
            budget.End(before);
        return node;
    }

    Node? ReadContent(NodeEvent start, int depth)
    {
        var mark = MarkOf(start);
        scalars.CheckTag(start, mark);
        switch (start)
        {
            case Scalar scalar:
                events.MoveNext();
                return scalars.Read(scalar, mark);
            case SequenceStart:
                return budget.Enter(depth, mark) ? ReadSequence(mark, depth) : null;
            case MappingStart:
                return budget.Enter(depth, mark) ? ReadMapping(mark, depth) : null;
            default:
                throw new UnreachableException($"A value does not begin with {start}.");
        }
    }

    Node? ReadAlias(AnchorAlias alias, int depth)
    {
        var mark = MarkOf(alias);
        events.MoveNext();
        var name = alias.Value.Value;
        if (anchors.GetValueOrDefault(name) is { Node: { } node, Cost: var cost })
            return budget.ChargeAlias(cost, depth - 1, mark) ? node : null;
        diagnostics.Add(anchors.ContainsKey(name)
            ? YamlDiagnostics.AliasCycle(path.At(mark), name)
            : YamlDiagnostics.UnknownAlias(path.At(mark), name, anchors.Keys));
        return budget.ChargeScalar(0, mark) ? new Node.Scalar(ScalarFactory.Null, mark) : null;
    }

    Node.Sequence? ReadSequence(Mark mark, int depth)
    {
        events.Pass<SequenceStart>();
        var items = ImmutableArray.CreateBuilder<Node>();
        while (events.Current is not SequenceEnd)
        {
            path.Push(items.Count);
            if (ReadNode(depth + 1) is not { } item)
                return null;
            path.Pop();
            items.Add(item);
        }
        events.MoveNext();
        return new Node.Sequence(items.DrainToImmutable(), mark);
    }

    Node.Mapping? ReadMapping(Mark mark, int depth)
    {
        events.Pass<MappingStart>();
        var members = new MemberList();
        var merged = new List<Node.Mapping>();
        while (events.Current is not MappingEnd)
        {
            if (!ReadMember(members, merged, depth))
                return null;
        }
        events.MoveNext();
        foreach (var member in merged.SelectMany(mapping => mapping.Members))
        {
            if (members.MarkOf(member.Name) is null)
                members.Add(member);
        }
        return new Node.Mapping(members.ToImmutable(), mark);
    }

    bool ReadMember(MemberList members, List<Node.Mapping> merged, int depth)
    {
        var key = events.Current;
        var mark = MarkOf(key);
        var isMerge = key is Scalar { Value: "<<", Style: ScalarStyle.Plain };
        if (!ReadKey(key, mark, depth, out var name))
            return false;
        path.Push(name ?? "");
        if (ReadNode(depth + 1) is not { } value)
            return false;
        if (isMerge)
            Merge(value, merged, mark);
        else if (name is not null && members.MarkOf(name) is { } first)
            diagnostics.Add(SyntaxDiagnostics.DuplicateKey(name, path.At(mark), first));
        else if (name is not null)
            members.Add(new Member(name, mark, value));
        path.Pop();
        return true;
    }

    /// <summary>Reads a key; its name is null when it is no scalar. False when the budget ends the reading.</summary>
    bool ReadKey(ParsingEvent key, Mark mark, int depth, out string? name)
    {
        name = null;
        var text = (key as Scalar)?.Value;
        if (ReadNode(depth + 1) is not { } node)
            return false;
        if (node is not Node.Scalar scalar)
        {
            diagnostics.Add(YamlDiagnostics.KeyIsNoScalar(path.At(mark), node));
            return true;
        }
        name = scalars.NameOf(text, scalar);
        return budget.ChargeName(name.Length, mark);
    }

    void Merge(Node value, List<Node.Mapping> merged, Mark mark)
    {
        if (!saidMerge)
            diagnostics.Add(YamlDiagnostics.MergeKey(path.At(mark)));
        saidMerge = true;
        var parts = value is Node.Sequence list ? list.Items : [value];
        merged.AddRange(parts.OfType<Node.Mapping>());
        if (parts.Any(part => part is not Node.Mapping))
            diagnostics.Add(YamlDiagnostics.MergeOfNoMapping(path.At(value.Mark)));
    }

    static Mark MarkOf(ParsingEvent parsed) => new((int)parsed.Start.Line, (int)parsed.Start.Column);
}
