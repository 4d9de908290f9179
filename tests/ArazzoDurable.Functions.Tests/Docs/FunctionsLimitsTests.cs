using ArazzoDurable.Functions.Storage.Blobs;
using ArazzoDurable.Functions.Storage.Events;
using ArazzoDurable.Runtime.Tests.Docs;

namespace ArazzoDurable.Functions.Tests.Docs;

/// <summary>Holds the part of <c>docs/limits.md</c> about the Functions host to the defaults in the code.</summary>
public sealed class FunctionsLimitsTests
{
    /// <summary>The types whose every number and time is a limit.</summary>
    static readonly Type[] Budgets = [typeof(EventLogLimits), typeof(BlobContainer), typeof(BlobRetries)];

    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        foreach (var (name, given) in LimitsPage.ReadFunctions())
            rows.Add(name, given);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Row_of_the_page_gives_the_default_of_the_code(string name, string given)
    {
        var expected = LimitsPage.Spell(LimitsPage.ValueOf([typeof(BlobContainer).Assembly], name));

        (given == expected || given.StartsWith($"{expected} (", StringComparison.Ordinal)).ShouldBeTrue($"docs/limits.md gives {name} as {given}; it is {expected}.");
    }

    [Fact]
    public void Limits_of_every_budget_are_on_the_page() =>
        Budgets.SelectMany(LimitsPage.LimitsOf).Except(LimitsPage.ReadFunctions().Keys, StringComparer.Ordinal).ShouldBeEmpty("docs/limits.md lacks these");
}
