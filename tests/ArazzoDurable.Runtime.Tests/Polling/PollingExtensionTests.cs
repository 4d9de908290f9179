using System.Text;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Polling;

namespace ArazzoDurable.Runtime.Tests.Polling;

public sealed class PollingExtensionTests
{
    [Fact]
    public void Members_are_read_in_seconds()
    {
        var (polling, diagnostics) = Read("{interval: 0.5, factor: 2, maxInterval: 60, deadline: 3600, maxVisits: 50}");

        polling.ShouldBe(new PollingOverride { Interval = 0.5m, Factor = 2, MaxInterval = 60, Deadline = 3600, MaxVisits = 50 });
        diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Step_without_it_has_none() => Read(null).Polling.ShouldBeNull();

    [Theory]
    [InlineData("{interval: -1}")]
    [InlineData("{interval: fast}")]
    [InlineData("{maxVisits: 0}")]
    [InlineData("{maxVisits: 1.5}")]
    [InlineData("{intervall: 1}")]
    public void Member_that_does_not_fit_is_ignored_with_a_warning(string written)
    {
        var (polling, diagnostics) = Read(written);

        polling.ShouldBe(new PollingOverride());
        var diagnostic = diagnostics.Single();
        diagnostic.Code.ShouldBe(PlanCodes.InvalidPolling);
        diagnostic.Severity.ShouldBe(Severity.Warning);
        diagnostic.Message.ShouldBe($"x-polling is ignored in part: '{written[1..written.IndexOf(':', StringComparison.Ordinal)]}' is none of its members, or is no number that fits.");
    }

    [Fact]
    public void Value_that_is_no_object_is_ignored_with_a_warning()
    {
        var (polling, diagnostics) = Read("5");

        polling.ShouldBeNull();
        diagnostics.Single().Message.ShouldBe("x-polling is ignored in part: it is no object.");
    }

    static (PollingOverride? Polling, List<Diagnostic> Diagnostics) Read(string? written)
    {
        var text = $$"""
            arazzo: 1.0.1
            info: {title: t, version: '1'}
            sourceDescriptions: [{name: api, url: api.yaml, type: openapi}]
            workflows:
              - workflowId: main
                steps:
                  - stepId: a
                    operationId: a
                    {{(written is null ? "description: none" : $"x-polling: {written}")}}
            """;
        var document = ArazzoReader.Read(Encoding.UTF8.GetBytes(text)).Document.ShouldNotBeNull();
        var diagnostics = new List<Diagnostic>();
        return (PollingExtension.Read(document.Workflows[0].Steps[0], diagnostics), diagnostics);
    }
}
