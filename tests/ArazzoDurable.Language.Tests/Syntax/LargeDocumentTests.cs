using System.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Tests.Syntax;

public sealed class LargeDocumentTests
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    [CorpusFact]
    public void OpenApi_file_of_3_MB_is_read_and_converted_within_two_seconds()
    {
        var text = File.ReadAllBytes(Corpus.Path("api-evangelist", "openai", "openapi", "openai-openapi-master.yml"));
        var best = TimeSpan.MaxValue;
        // The best of some runs, as other tests run beside this one.
        for (var i = 0; i < 5 && best > Limit; i++)
        {
            var watch = Stopwatch.StartNew();
            var result = SyntaxReader.Read(text);
            var element = NodeJson.ToElement(result.Root.ShouldNotBeNull());
            best = watch.Elapsed < best ? watch.Elapsed : best;
            result.Diagnostics.ShouldBeEmpty();
            element.GetProperty("openapi").GetString().ShouldBe("3.1.0");
        }
        best.ShouldBeLessThanOrEqualTo(Limit);
    }
}
