using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Cli.Validate;

/// <summary>Words diagnostics as compilers do, so that editors find their way.</summary>
static class DiagnosticLine
{
    /// <summary>Gives <c>file:line:column: severity code: message</c>, and the hint on a line of its own.</summary>
    /// <param name="file">The file in which it stands.</param>
    /// <param name="diagnostic">What is to be said. Without a place in the text its address in the structure is told.</param>
    /// <param name="more">What follows the message.</param>
    public static IEnumerable<string> Of(string file, Diagnostic diagnostic, string more = "")
    {
        var (pointer, mark) = diagnostic.Location;
        var place = mark == Mark.None ? "" : $":{mark}";
        var address = mark == Mark.None && pointer != JsonPointer.Root ? $" (at {pointer})" : "";
        yield return Printable.Line($"{file}{place}: {Severities.Word(diagnostic.Severity)} {diagnostic.Code}: {diagnostic.Message}{address}{more}");
        if (diagnostic.Hint is { } hint)
            yield return Printable.Line($"  hint: {hint}");
    }

    /// <summary>Writes these lines.</summary>
    public static async Task WriteAsync(TextWriter output, string file, Diagnostic diagnostic)
    {
        foreach (var line in Of(file, diagnostic))
            await output.WriteLineAsync(line);
    }
}
