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
    const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

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
        var expected = LimitsPage.Spell(ValueOf(name));

        (given == expected || given.StartsWith($"{expected} (", StringComparison.Ordinal)).ShouldBeTrue($"docs/limits.md gives {name} as {given}; it is {expected}.");
    }

    [Fact]
    public void Limits_of_every_budget_are_on_the_page()
    {
        var limits = Budgets.SelectMany(budget => budget.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(member => TypeOf(member) is { } type && (type == typeof(int) || type == typeof(double) || type == typeof(TimeSpan)))
            .Select(member => $"{budget.Name}.{member.Name}"));

        limits.Except(LimitsPage.Read().Keys, StringComparer.Ordinal).ShouldBeEmpty("docs/limits.md lacks these");
    }

    static object ValueOf(string name)
    {
        var (type, member) = (name.Split('.')[0], name.Split('.')[1]);
        var found = Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(candidate => candidate.Name == type)
            .SelectMany(candidate => candidate.GetMember(member, Everything)).ToArray();
        return found switch
        {
            [FieldInfo { IsLiteral: true } constant] => constant.GetRawConstantValue()!,
            [FieldInfo { IsStatic: true } field] => field.GetValue(null)!,
            [PropertyInfo property] => property.GetValue(property.GetMethod!.IsStatic ? null : DefaultOf(property.DeclaringType!))!,
            _ => throw new InvalidOperationException($"docs/limits.md names {name}, of which there are {found.Length} in the code."),
        };
    }

    static object DefaultOf(Type type) => type.GetProperty("Default")?.GetValue(null) ?? Activator.CreateInstance(type)!;

    static Type? TypeOf(MemberInfo member) => member switch
    {
        PropertyInfo property => property.PropertyType,
        FieldInfo field => field.FieldType,
        _ => null,
    };
}
