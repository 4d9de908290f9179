using System.Reflection;
using ArazzoDurable.Embedded;
using ArazzoDurable.Http;
using ArazzoDurable.Language.JsonPath;
using ArazzoDurable.Language.Schemas;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Language.XPath;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Simulator;

namespace ArazzoDurable.Runtime.Tests.Docs;

/// <summary>Holds <c>docs/limits.md</c> to the defaults in the code.</summary>
public sealed class LimitsPageTests
{
    static readonly Assembly[] Assemblies =
        [typeof(SyntaxLimits).Assembly, typeof(CallLimits).Assembly, typeof(EmbeddedOptions).Assembly, typeof(ApiSettings).Assembly, typeof(SimulatorOptions).Assembly];

    /// <summary>The types whose every number and time is a limit.</summary>
    static readonly Type[] Budgets =
        [typeof(SyntaxLimits), typeof(SchemaLimits), typeof(JsonPathBudget), typeof(XPathLimits), typeof(CallLimits), typeof(PollingPolicy), typeof(EmbeddedOptions), typeof(ApiSettings)];

    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        foreach (var (name, given) in LimitsPage.Read())
            rows.Add(name, given);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Row_of_the_page_gives_the_default_of_the_code(string name, string given)
    {
        var expected = LimitsPage.Spell(LimitsPage.ValueOf(Assemblies, name));

        (given == expected || given.StartsWith($"{expected} (", StringComparison.Ordinal)).ShouldBeTrue($"docs/limits.md gives {name} as {given}; it is {expected}.");
    }

    [Fact]
    public void Limits_of_every_budget_are_on_the_page()
    {
        var limits = Budgets.SelectMany(LimitsPage.LimitsOf);

        limits.Except(LimitsPage.Read().Keys, StringComparer.Ordinal).ShouldBeEmpty("docs/limits.md lacks these");
    }
}
