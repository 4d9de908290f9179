using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Cli.Validate;

/// <summary>Writes diagnostics as compilers do, so that editors find their way.</summary>
static class DiagnosticLine
{
    /// <summary>Writes <c>file:line:column: severity code: message</c>, and the hint on a line of its own.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="file">The file in which it stands.</param>
    /// <param name="diagnostic">What is to be said. Without a place in the text its address in the structure is told.</param>
    public static async Task WriteAsync(TextWriter output, string file, Diagnostic diagnostic)
    {
        var (pointer, mark) = diagnostic.Location;
        var place = mark == Mark.None ? "" : $":{mark}";
        var address = mark == Mark.None && pointer != JsonPointer.Root ? $" (at {pointer})" : "";
        await output.WriteLineAsync(Printable.Line($"{file}{place}: {Severities.Word(diagnostic.Severity)} {diagnostic.Code}: {diagnostic.Message}{address}"));
        if (diagnostic.Hint is { } hint)
            await output.WriteLineAsync(Printable.Line($"  hint: {hint}"));
    }
}
