using System.Text;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Runtime.Tests.Robustness;

/// <summary>
/// Whatever a document is, reading, validating and compiling it ends soon and gives diagnostics, never an exception. What is counted is
/// what the thread works and allocates, so that other tests do not matter.
/// </summary>
public sealed class MalformedDocumentTests
{
    const int Batch = 1_000;

    const long MostBytes = 256 * 1024 * 1024;

    // A collection may fall to this thread: the quickest of three counts.
    const int Tries = 3;

    static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public static TheoryData<int> Batches => [.. Enumerable.Range(0, MalformedDocument.Count / Batch).Select(batch => batch * Batch)];

    [Theory]
    [InlineData(nameof(ValidDocuments.Arazzo10))]
    [InlineData(nameof(ValidDocuments.Arazzo11))]
    public void Documents_that_are_damaged_are_right_before(string name)
    {
        var text = (string)typeof(ValidDocuments).GetField(name)!.GetRawConstantValue()!;
        Examine(MalformedDocument.OfDescription((name, Encoding.UTF8.GetBytes(text))))
            // Both descriptions get all sources, of which the older one names one only.
            .Where(said => said.Severity == Severity.Error && said.Code != SourceCodes.UnknownSource)
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Malformed_document_gives_diagnostics_soon(int first)
    {
        var failures = new List<string>();
        for (var number = first; number < first + Batch; number++)
        {
            var document = MalformedDocument.At(number);
            if (Problem(document) is { } problem)
                failures.Add($"{number} ({document.Name}): {problem}");
        }
        failures.ShouldBeEmpty();
    }

    static string? Problem(MalformedDocument document)
    {
        var (shortest, bytes) = (TimeSpan.MaxValue, 0L);
        for (var attempt = 0; attempt < Tries && shortest > Longest; attempt++)
        {
            var (started, before) = (ThreadTime.Now(), GC.GetAllocatedBytesForCurrentThread());
            try
            {
                Examine(document);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                return exception.ToString();
            }
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            var took = ThreadTime.Now() - started;
            shortest = took < shortest ? took : shortest;
        }
        return shortest > Longest ? $"took {shortest}" : bytes > MostBytes ? $"allocated {bytes:N0} bytes" : null;
    }

    static List<Diagnostic> Examine(MalformedDocument document)
    {
        var sources = document.Sources.ToDictionary(source => source.Key, source => SyntaxReader.Read(source.Value), StringComparer.Ordinal);
        var result = DocumentBundler.Bundle(SyntaxReader.Read(document.Description), sources);
        if (result.Bundle is not { } bundle)
            return [.. result.Diagnostics];
        var plan = FlowCompiler.Compile(bundle, result.Descriptions, dialect: null);
        return [.. result.Diagnostics, .. plan.Diagnostics];
    }
}
