using ArazzoDurable.Language.Criteria;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Language.Tests.Criteria;

public sealed class CorpusExpressionTests
{
    [CorpusFact]
    public void Published_descriptions_have_conditions_and_expressions_that_can_be_evaluated()
    {
        var unreadable = new List<string>();
        var documents = 0;
        foreach (var file in Directory.EnumerateFiles(Corpus.Path("api-evangelist"), "*-workflow.yml", SearchOption.AllDirectories))
        {
            if (ArazzoReader.Read(File.ReadAllBytes(file)).Document is not { } document)
                continue;
            documents++;
            foreach (var found in ExpressionChecks.Check(document, Dialect.Lenient))
            {
                found.Severity.ShouldBe(Severity.Warning);
                if (found.Code is ExpressionCodes.InvalidCondition or ExpressionCodes.InvalidExpression)
                    unreadable.Add($"{Path.GetFileName(file)} {found.Location.Pointer}: {found.Message}");
            }
        }
        documents.ShouldBeGreaterThan(100);
        unreadable.ShouldBeEmpty();
    }
}
