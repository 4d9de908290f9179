using System.Diagnostics;
using System.Text;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Tests.Validation;

public sealed class LargeDescriptionTests
{
    const int Many = 20_000;

    const string Head = "arazzo: 1.0.1\ninfo: {title: t, version: '1'}\nsourceDescriptions: [{name: api, url: a, type: openapi}]\nworkflows:\n";

    static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public void Many_unknown_targets_are_told_soon() => Lines(Steps("nowhere")).Count.ShouldBe(Many);

    [Fact]
    public void Long_chain_of_dependencies_is_followed_without_recursion() => Lines(Chain(closed: false)).ShouldBeEmpty();

    [Fact]
    public void Long_circle_of_dependencies_is_told_once() =>
        Lines(Chain(closed: true)).ShouldHaveSingleItem().ShouldStartWith($"Warning {DiagnosticCodes.DependencyCycle} /workflows/{Many - 1}/dependsOn/0 ");

    [Fact]
    public void Many_duplicate_and_unknown_members_are_told_soon()
    {
        var members = string.Concat(Enumerable.Range(0, Many).Select(i => $"x{i}: 1\n"));
        Lines($"{members}{members}{Head}  - {{workflowId: w, steps: [{{stepId: a, operationId: o}}]}}\n").Count.ShouldBe(2 * Many);
    }

    static List<string> Lines(string text)
    {
        var watch = Stopwatch.StartNew();
        var lines = Examination.Lines(Examination.Of(text)).ToList();
        watch.Elapsed.ShouldBeLessThan(Soon);
        return lines;
    }

    static string Steps(string target)
    {
        var text = new StringBuilder($"{Head}  - workflowId: w\n    steps:\n");
        for (var i = 0; i < Many; i++)
            text.Append($"    - {{stepId: s{i}, operationId: o, onSuccess: [{{name: n, type: goto, stepId: {target}}}]}}\n");
        return text.ToString();
    }

    static string Chain(bool closed)
    {
        var text = new StringBuilder(Head);
        for (var i = 0; i < Many; i++)
        {
            var next = i < Many - 1 ? $"dependsOn: [w{i + 1}], " : closed ? "dependsOn: [w0], " : "";
            text.Append($"  - {{workflowId: w{i}, {next}steps: [{{stepId: a, operationId: o}}]}}\n");
        }
        return text.ToString();
    }
}
