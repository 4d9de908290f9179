using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ArazzoDurable.Runtime.Graphs;

/// <summary>Writes a <see cref="WorkflowGraph"/> as a Mermaid flowchart: full lines after a success, dotted ones after a failure, thick ones for calls.</summary>
static class MermaidText
{
    const int LongestLabel = 120;

    /// <summary>Writes a graph.</summary>
    public static string Of(WorkflowGraph graph)
    {
        var text = new StringBuilder("flowchart TD\n");
        foreach (var group in graph.Groups)
        {
            Line(text, $"  subgraph {group.Id}[{Label(group.WorkflowId)}]");
            foreach (var node in group.Nodes)
                Line(text, $"    {Node(node)}");
            Line(text, "  end");
        }
        foreach (var other in graph.Others)
            Line(text, $"  {Node(other)}");
        foreach (var edge in graph.Edges)
            Line(text, $"  {edge.From} {Arrow(edge.Kind)}{(edge.Label is { } label ? $"|{Label(label)}|" : "")} {edge.To}");
        return text.ToString();
    }

    static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    static string Node(GraphNode node)
    {
        var label = Label(node.Label, node.Detail);
        return node.Id + node.Kind switch
        {
            GraphNodeKind.Start => $"([{label}])",
            GraphNodeKind.Step => $"[{label}]",
            GraphNodeKind.WorkflowStep or GraphNodeKind.OtherWorkflow => $"[[{label}]]",
            GraphNodeKind.Success => $"([{label}])",
            GraphNodeKind.Failure => $"{{{{{label}}}}}",
            _ => throw new UnreachableException(),
        };
    }

    static string Arrow(GraphEdgeKind kind) => kind switch
    {
        GraphEdgeKind.OnSuccess => "-->",
        GraphEdgeKind.OnFailure => "-.->",
        GraphEdgeKind.Call => "==>",
        _ => throw new UnreachableException(),
    };

    static string Label(string text, string? detail = null) => detail is null ? $"\"{Escape(text)}\"" : $"\"{Escape(text)}<br/>{Escape(detail)}\"";

    // What Mermaid or HTML would read as more than text is written by its number. A percent sign could begin a directive.
    static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(LongestLabel))
        {
            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029)
                escaped.Append(' ');
            else if (rune.Value is '"' or '#' or '&' or '<' or '>' or '`' or '%' or '|' or '\\')
                escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            else
                escaped.Append(rune.ToString());
        }
        return escaped.Length == 0 ? " " : escaped.ToString();
    }
}
