using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ArazzoDurable.Functions.Retention;
using ArazzoDurable.Functions.Settings;
using ArazzoDurable.Functions.Storage.Blobs;
using ArazzoDurable.Functions.Storage.Events;
using ArazzoDurable.Runtime.Tests;
using ArazzoDurable.Runtime.Tests.Docs;

namespace ArazzoDurable.Functions.Tests.Docs;

/// <summary>Holds the part of <c>docs/limits.md</c> about the Functions host to the defaults in the code.</summary>
public sealed partial class FunctionsLimitsTests
{
    static readonly Assembly App = typeof(BlobContainer).Assembly;

    /// <summary>The types whose every number and time is a limit.</summary>
    static readonly Type[] Budgets = [typeof(EventLogLimits), typeof(BlobContainer), typeof(BlobRetries)];

    /// <summary>The constants that are no limits: measures of a format, marks, and how much is read or counted at a time.</summary>
    static readonly string[] NoLimits =
        ["LogAppends.TailCost", "LogFrame.Closing", "LogFrame.HeadBytes", "LogFrame.LengthBytes", "LogFrame.WholeRun", "LogReading.End", "LogSegment.FirstRead"];

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
        var expected = LimitsPage.Spell(LimitsPage.ValueOf([App], name));

        (given == expected || given.StartsWith($"{expected} (", StringComparison.Ordinal)).ShouldBeTrue($"docs/limits.md gives {name} as {given}; it is {expected}.");
    }

    [Fact]
    public void Limits_of_every_budget_are_on_the_page() =>
        Budgets.SelectMany(LimitsPage.LimitsOf).Except(LimitsPage.ReadFunctions().Keys, StringComparer.Ordinal).ShouldBeEmpty("docs/limits.md lacks these");

    [Fact]
    public void Every_constant_of_the_code_is_on_the_page_or_known_to_be_no_limit() =>
        Constants().Except(LimitsPage.ReadFunctions().Keys, StringComparer.Ordinal).ShouldBe(NoLimits, ignoreOrder: true, "docs/limits.md lacks these");

    [Fact]
    public void Sweep_is_as_often_as_the_page_says() =>
        SweepFunction.Schedule.ShouldBe($"0 */{On(SweepRow())} * * * *");

    [Fact]
    public void Longest_retention_is_the_one_on_the_page()
    {
        var most = On(RetentionRow());

        ProblemsOf(most).ShouldBeEmpty();
        ProblemsOf(most + 1).ShouldHaveSingleItem().ShouldContain(FunctionsSettings.RetentionDaysSetting);
    }

    static ImmutableArray<string> ProblemsOf(int days)
    {
        var variables = new Dictionary<string, string>
        {
            [FunctionsSettings.SecretKeySetting] = Convert.ToBase64String(new byte[32]),
            [FunctionsSettings.RetentionDaysSetting] = days.ToString(CultureInfo.InvariantCulture),
        };
        FunctionsSettings.Read(variables, out var problems);
        return problems;
    }

    static IEnumerable<string> Constants() => App.GetTypes()
        .Where(type => !type.IsEnum && type.Namespace?.StartsWith("ArazzoDurable.", StringComparison.Ordinal) == true)
        .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(field => (field.IsLiteral || field.IsInitOnly) && !field.IsDefined(typeof(CompilerGeneratedAttribute)))
        .Where(field => field.FieldType == typeof(int) || field.FieldType == typeof(long) || field.FieldType == typeof(double) || field.FieldType == typeof(TimeSpan))
        .Select(field => $"{field.DeclaringType!.Name}.{field.Name}");

    static int On(Regex row) => int.Parse(
        row.Match(File.ReadAllText(Path.Combine(Repository.Root, "docs", "limits.md"))).Groups["value"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| the sweep \| every (?<value>\d+) min \|", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex SweepRow();

    [GeneratedRegex(@"^\| the longest `ARAZZO_RETENTION_DAYS` \| (?<value>[\d,]+) \|", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex RetentionRow();
}
