using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Cli.Sources;

/// <summary>Tells which documents were taken for the sources of a description.</summary>
static class SourceLines
{
    /// <summary>Writes a line for each source that was found, with the reason why its document was taken.</summary>
    public static async Task WriteAsync(TextWriter output, IEnumerable<LocatedSource> sources)
    {
        foreach (var source in sources)
            await output.WriteLineAsync(Printable.Line($"source {source.Name}: {ShownPath.Of(source.Origin)} ({source.Reason})"));
    }
}
