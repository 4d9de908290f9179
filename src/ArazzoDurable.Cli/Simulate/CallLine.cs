using System.Globalization;
using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Simulator;

namespace ArazzoDurable.Cli.Simulate;

/// <summary>Writes a call for the log.</summary>
static class CallLine
{
    /// <summary>One line: when, what, who answered, and how. The query, which may hold credentials, is not shown.</summary>
    public static string Of(SimulatedCall call)
    {
        var query = call.Path.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? call.Path : $"{call.Path[..query]}?***";
        var replayed = call.Replayed ? " (replayed)" : "";
        var missing = call.Missing.IsEmpty ? "" : $" (lacks {string.Join(", ", call.Missing)})";
        return Printable.Line(string.Create(
            CultureInfo.InvariantCulture, $"{call.At:HH:mm:ss.fff} {call.Method} {path} {call.Operation ?? "-"} {call.Status}{replayed}{missing}"));
    }
}
